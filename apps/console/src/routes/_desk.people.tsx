import { createFileRoute } from '@tanstack/react-router';
import { peopleSearch } from '../app/searches.ts';
import { PeoplePage } from '../features/people/people-page.tsx';

export const Route = createFileRoute('/_desk/people')({ validateSearch: peopleSearch, component: PeoplePage });
