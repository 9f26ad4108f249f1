import { createFileRoute } from '@tanstack/react-router';
import { NoticePage } from '../features/zones/notice-page.tsx';

export const Route = createFileRoute('/_desk/zones/notices/$noticeId')({ component: NoticePage });
