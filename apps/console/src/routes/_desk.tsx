import { createFileRoute } from '@tanstack/react-router';
import { DeskFrame } from '../app/frame.tsx';

export const Route = createFileRoute('/_desk')({ component: DeskFrame });
