import { language } from '@muster/ui/words/dictionary';
import { QueryClientProvider } from '@tanstack/react-query';
import { createRouter, RouterProvider } from '@tanstack/react-router';
import { ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { musterTheme } from '../antd-theme.ts';
import { routeTree } from '../route-tree.gen.ts';
import { queryClient } from './query.ts';
import { BrokenPage, MissingPage } from './states/states.tsx';

const router = createRouter({
  routeTree,
  scrollRestoration: false,
  defaultPreload: 'intent',
  defaultErrorComponent: BrokenPage,
  defaultNotFoundComponent: MissingPage,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

// Names of months and weekdays in the date picker are those of dayjs, not of antd.
dayjs.locale(language() === 'en' ? 'en' : 'zh-cn');
document.documentElement.lang = language() === 'en' ? 'en' : 'zh-CN';

export function App() {
  return (
    <ConfigProvider theme={musterTheme} locale={language() === 'en' ? enUS : zhCN} button={{ autoInsertSpace: false }}>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </ConfigProvider>
  );
}
