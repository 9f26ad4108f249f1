import { ProblemError } from '@muster/client/call';
import type { ImportReport } from '@muster/contract/areas/areas.operations';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { CsvImport } from './csv-import.tsx';

const bad = { line: 3, code: 'row.code-wrong', params: { code: '41040' }, text: '代码 41040 不对' };
const held: ImportReport = { rows: 2, added: 0, changed: 0, unchanged: 0, held: 1, errors: [bad] };
const all: ImportReport = { rows: 2, added: 2, changed: 0, unchanged: 0, held: 0, errors: [] };

interface Sent {
  commandId: string;
  csv: string;
  goodRowsOnly: boolean;
}

beforeAll(() => {
  // antd asks for it; jsdom has none.
  window.matchMedia ??= (() => ({ matches: false, addListener() {}, removeListener() {} })) as unknown as typeof window.matchMedia;
});
afterEach(cleanup);

function show(answers: (ImportReport | ProblemError)[]) {
  const sent: Sent[] = [];
  let stored = 0;
  const client = new QueryClient({ defaultOptions: { mutations: { retry: false } } });
  const { container } = render(
    <QueryClientProvider client={client}>
      <CsvImport
        example="code,name"
        send={async (input) => {
          sent.push(input);
          const answer = answers[sent.length - 1] as ImportReport | ProblemError;
          if (answer instanceof ProblemError) throw answer;
          return answer;
        }}
        onStored={() => stored++}
      />
    </QueryClientProvider>,
  );
  const file = new File(['code,name\n410402,新华区\n41040,卫东区\n'], 'areas.csv', { type: 'text/csv' });
  fireEvent.change(container.querySelector('input[type=file]') as HTMLInputElement, { target: { files: [file] } });
  return { sent, stored: () => stored };
}

test('with a wrong row nothing is stored until it is asked for, and then only the good rows', async () => {
  const { sent, stored } = show([held, { ...all, added: 1, errors: [bad] }]);
  expect(await screen.findByText('第 3 行')).toBeDefined();
  expect([sent.length, sent[0]?.goodRowsOnly, stored()]).toEqual([1, false, 0]);
  fireEvent.click(screen.getByRole('button', { name: '先存好的 1 行' }));
  await screen.findByText(/另外 1 行有问题/);
  expect([sent.length, sent[1]?.goodRowsOnly, stored()]).toEqual([2, true, 1]);
  expect(sent[1]?.commandId).not.toBe(sent[0]?.commandId);
});

test('a wrong row is put right in place, and the whole file is checked again', async () => {
  const { sent } = show([held, all]);
  fireEvent.click(await screen.findByRole('button', { name: '改第 3 行' }));
  const line = screen.getByRole('textbox', { name: '改第 3 行' });
  fireEvent.change(line, { target: { value: '410403,卫东区' } });
  fireEvent.keyDown(line, { key: 'Enter' });
  fireEvent.click(await screen.findByRole('button', { name: '重新核对 2 行' }));
  await screen.findByText(/存好了：新增 2/);
  expect(sent[1]).toMatchObject({ csv: 'code,name\n410402,新华区\n410403,卫东区', goodRowsOnly: false });
});

test('the same file sent again after a broken connection is the same command', async () => {
  const { sent } = show([new ProblemError({ code: 'network.unreachable', status: 0 }), all]);
  fireEvent.click(await screen.findByRole('button', { name: '重新核对 2 行' }));
  await screen.findByText(/存好了/);
  expect(sent[1]?.commandId).toBe(sent[0]?.commandId);
});
