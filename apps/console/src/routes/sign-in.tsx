import { createFileRoute } from '@tanstack/react-router';
import { signInSearch } from '../app/searches.ts';
import { SignInPage } from '../features/sign-in/sign-in-page.tsx';

export const Route = createFileRoute('/sign-in')({ validateSearch: signInSearch, component: SignInPage });
