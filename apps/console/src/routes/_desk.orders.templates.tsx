import { createFileRoute } from '@tanstack/react-router';
import { TemplatesPage } from '../features/orders/templates/templates-page.tsx';

export const Route = createFileRoute('/_desk/orders/templates')({ component: TemplatesPage });
