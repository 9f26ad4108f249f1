import { createFileRoute } from '@tanstack/react-router';
import { situationSearch } from '../app/searches.ts';
import { HomePage } from '../features/situation/home-page.tsx';

export const Route = createFileRoute('/_desk/')({ validateSearch: situationSearch, component: HomePage });
