import { createFileRoute } from '@tanstack/react-router';
import { figuresSearch } from '../app/searches.ts';
import { FiguresPage } from '../features/tallies/figures-page.tsx';

export const Route = createFileRoute('/_desk/figures/$key')({ validateSearch: figuresSearch, component: FiguresPage });
