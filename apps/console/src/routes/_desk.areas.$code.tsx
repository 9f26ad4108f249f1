import { createFileRoute } from '@tanstack/react-router';
import { AreaPage } from '../features/areas/area-page.tsx';

export const Route = createFileRoute('/_desk/areas/$code')({ component: AreaPage });
