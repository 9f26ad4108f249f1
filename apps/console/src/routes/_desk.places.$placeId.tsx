import { createFileRoute } from '@tanstack/react-router';
import { PlacePage } from '../features/places/place-page.tsx';

export const Route = createFileRoute('/_desk/places/$placeId')({ component: PlacePage });
