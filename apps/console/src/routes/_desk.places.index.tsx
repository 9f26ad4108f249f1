import { createFileRoute } from '@tanstack/react-router';
import { placesSearch } from '../app/searches.ts';
import { PlacesPage } from '../features/places/places-page.tsx';

export const Route = createFileRoute('/_desk/places/')({ component: PlacesPage, validateSearch: placesSearch });
