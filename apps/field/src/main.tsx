import '@muster/ui/tokens.css';
import './app/base.css';
import { render } from 'preact';
import { prepareAlarm } from './app/alarm.ts';
import { App } from './app/app.tsx';
import { openDevice } from './app/device.ts';
import { applyPreferences } from './app/preferences.ts';
import { holdPage } from './app/unsent.ts';
import { keepShell } from './app/update.ts';

async function start() {
  applyPreferences();
  prepareAlarm();
  await openDevice();
  const root = document.getElementById('app');
  if (root) render(<App />, root);
  holdPage();
  void keepShell();
}

void start();
