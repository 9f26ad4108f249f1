import { createFileRoute } from '@tanstack/react-router';
import { SetUpPage } from '../features/system/set-up-page.tsx';

export const Route = createFileRoute('/set-up')({ component: SetUpPage });
