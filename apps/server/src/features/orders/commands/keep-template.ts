import { templateChanged, templateRetired, templateSaved } from '@muster/contract/orders/templates.events';
import * as operations from '@muster/contract/orders/templates.operations';
import { command, event } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { Problem } from '../../../platform/problem.ts';
import { orderPolicy } from '../orders.policy.ts';
import { keptPlace, requireAudience, type TemplateRow, templateForChange, templateValues } from '../templates.store.ts';

/** An order that recurs is written once. */
export const saveTemplate = command(operations.saveTemplate, {
  action: 'template:keep',
  async run({ tx, principal, input, now }) {
    const areaCode = principal.areaCode ?? '';
    const permit = authorize(orderPolicy, principal, 'template:keep', { areaCode });
    requireAudience(input.audience, areaCode);
    await tx
      .insertInto('order_templates')
      .values({ id: input.templateId, area_code: areaCode, ...templateValues(input, principal.personName, now) })
      .execute();
    return {
      permit,
      result: { templateId: input.templateId, version: 1 },
      events: [event(templateSaved, { areaCode }, { templateId: input.templateId, title: input.title })],
    };
  },
});

/** Orders that were made from it, and what a schedule issued, stay as they are; what it issues next is the new one. */
export const changeTemplate = command(operations.changeTemplate, {
  action: 'template:keep',
  async run({ tx, principal, input, now }) {
    const template = await templateForChange(tx, input.templateId);
    const permit = authorize(orderPolicy, principal, 'template:keep', { areaCode: template.area_code });
    requireVersion(template, input.version);
    requireAudience(input.audience, template.area_code);
    const version = template.version + 1;
    return {
      permit,
      result: { templateId: template.id, version },
      writes: [
        tx
          .updateTable('order_templates')
          .set({ ...templateValues(input, principal.personName, now), version })
          .where('id', '=', template.id)
          .execute(),
      ],
      events: [event(templateChanged, keptPlace(template), { templateId: template.id, title: input.title })],
    };
  },
});

/** Not deleted: orders were made from it. Its schedules pause (reaction `orders.pause-schedules`). */
export const retireTemplate = command(operations.retireTemplate, {
  action: 'template:keep',
  async run({ tx, principal, input, now }) {
    const template = await templateForChange(tx, input.templateId);
    const permit = authorize(orderPolicy, principal, 'template:keep', { areaCode: template.area_code });
    requireVersion(template, input.version);
    const version = template.version + 1;
    return {
      permit,
      result: { templateId: template.id, version },
      writes: [
        tx
          .updateTable('order_templates')
          .set({ retired_at: input.retired ? now : null, changed_by_name: principal.personName, changed_at: now, version })
          .where('id', '=', template.id)
          .execute(),
      ],
      events: [event(templateRetired, keptPlace(template), { templateId: template.id, title: template.title, retired: input.retired })],
    };
  },
});

function requireVersion(template: TemplateRow, version: number): void {
  if (template.version !== version) throw new Problem('version.stale', { version: template.version });
}
