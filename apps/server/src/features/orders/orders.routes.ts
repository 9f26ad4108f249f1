import { routes } from '../../platform/routes.ts';
import { acceptAnswers } from './commands/accept-answers.ts';
import { acknowledgeReceipt } from './commands/acknowledge-receipt.ts';
import { acknowledgeReceipts } from './commands/acknowledge-receipts.ts';
import { amendOrder } from './commands/amend-order.ts';
import { answerReceipt } from './commands/answer-receipt.ts';
import { closeOrder, withdrawOrder } from './commands/close-order.ts';
import { confirmDelivery } from './commands/confirm-delivery.ts';
import { delegateReceipt } from './commands/delegate-receipt.ts';
import { escalateOrder } from './commands/escalate-order.ts';
import { issueOrder } from './commands/issue-order.ts';
import { createSchedule, endSchedule, pauseSchedule, resumeSchedule } from './commands/keep-schedule.ts';
import { changeTemplate, retireTemplate, saveTemplate } from './commands/keep-template.ts';
import { openReceipt } from './commands/open-receipt.ts';
import { passOnChange } from './commands/pass-on-change.ts';
import { readCopy } from './commands/read-copy.ts';
import { remindReceipts } from './commands/remind-receipts.ts';
import { requestSupport } from './commands/request-support.ts';
import { sendBackAnswer } from './commands/send-back-answer.ts';
import { signForReceipt } from './commands/sign-for-receipt.ts';
import { listCopies } from './copies.views.ts';
import { listFactAnswers, listFacts } from './facts.views.ts';
import { listGroundAnswers, summariseGroundAnswers } from './ground-answers.views.ts';
import { getInboxSummary, getReceipt, listInbox } from './inbox.views.ts';
import { getOrder, listOrders } from './orders.views.ts';
import { previewOrder } from './preview.view.ts';
import { getReceiptTree, listReceipts } from './receipts.views.ts';
import { listRevisions, previewAmendment } from './revisions.views.ts';
import { listSchedules } from './schedules.views.ts';
import { listSupportTargets } from './support.views.ts';
import { listTemplates } from './templates.views.ts';

export const ordersRoutes = routes([
  previewOrder,
  issueOrder,
  delegateReceipt,
  listOrders,
  getOrder,
  getReceiptTree,
  listReceipts,
  listInbox,
  getInboxSummary,
  getReceipt,
  confirmDelivery,
  openReceipt,
  acknowledgeReceipt,
  signForReceipt,
  answerReceipt,
  acceptAnswers,
  sendBackAnswer,
  remindReceipts,
  escalateOrder,
  closeOrder,
  withdrawOrder,
  requestSupport,
  listSupportTargets,
  listTemplates,
  saveTemplate,
  changeTemplate,
  retireTemplate,
  listSchedules,
  createSchedule,
  pauseSchedule,
  resumeSchedule,
  endSchedule,
  listFacts,
  listFactAnswers,
  acknowledgeReceipts,
  passOnChange,
  previewAmendment,
  amendOrder,
  listRevisions,
  listCopies,
  readCopy,
  summariseGroundAnswers,
  listGroundAnswers,
]);
