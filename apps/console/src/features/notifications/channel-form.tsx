import { newId } from '@muster/client/ids';
import { channelSecrets, neededSecrets, type SettableKind, settableKinds } from '@muster/contract/notifications/channel-kinds';
import type { Channel } from '@muster/contract/notifications/notifications.operations';
import { urgencies } from '@muster/contract/orders/limits';
import { channelWords } from '@muster/ui/words/channels.words';
import { Input, Select } from 'antd';
import { useRef, useState } from 'react';
import { Dialog } from '../../app/dialog.tsx';
import { useCommand } from '../../app/query.ts';
import { useSession } from '../../app/session.tsx';
import { ProblemLine } from '../../app/states/problem-line.tsx';
import { Field } from '../../parts/field.tsx';
import { AreaPicker } from '../areas/area-picker.tsx';
import styles from './channels.module.css';
import { channelsWords } from './channels.words.ts';

const words = channelsWords.form;

/** Settings of each kind: those that must be given, and those that need not. */
const settingsOf: Record<SettableKind, readonly { name: SettingName; needed?: boolean; start?: string }[]> = {
  wecomBot: [{ name: 'baseUrl', start: 'https://qyapi.weixin.qq.com' }],
  dingtalkBot: [{ name: 'baseUrl', start: 'https://oapi.dingtalk.com' }],
  feishuBot: [{ name: 'baseUrl', start: 'https://open.feishu.cn' }],
  wecomApp: [
    { name: 'corpId', needed: true },
    { name: 'agentId', needed: true },
    { name: 'userIds', start: 'lookup' },
    { name: 'baseUrl', start: 'https://qyapi.weixin.qq.com' },
  ],
  sms: [
    { name: 'url', needed: true },
    { name: 'body', needed: true, start: '{"phone":"{mobile}","params":["{urgency}","{number}"]}' },
    { name: 'header' },
    { name: 'okText' },
    { name: 'contentType', start: 'application/json' },
  ],
};
type SettingName = 'baseUrl' | 'corpId' | 'agentId' | 'userIds' | 'url' | 'body' | 'header' | 'okText' | 'contentType';

const hints: Partial<Record<SettingName, string>> = {
  baseUrl: words.baseUrlHint,
  body: words.bodyHint,
  header: words.headerHint,
  okText: words.okTextHint,
};
const choices: Partial<Record<SettingName, { value: string; label: string }[]>> = {
  userIds: [
    { value: 'lookup', label: words.userIdsLookup },
    { value: 'mobile', label: words.userIdsMobile },
  ],
  contentType: ['application/json', 'application/x-www-form-urlencoded'].map((value) => ({ value, label: value })),
};

/** A channel is set up or changed. Secrets go in and never come out: an empty one keeps what is there. */
export function ChannelForm({ channel, onClose }: { channel: Channel | null; onClose: () => void }) {
  const session = useSession();
  const channelId = useRef(channel?.id ?? newId());
  const [kind, setKind] = useState<SettableKind>((channel?.kind as SettableKind | undefined) ?? 'wecomBot');
  const [name, setName] = useState(channel?.name ?? '');
  const [area, setArea] = useState<string | undefined>(channel?.areaCode ?? session.city.code);
  const [covers, setCovers] = useState<Channel['covers']>(channel?.covers ?? 'below');
  const [from, setFrom] = useState<Channel['fromUrgency']>(channel?.fromUrgency ?? 'routine');
  const [settings, setSettings] = useState<Record<string, string>>(
    Object.fromEntries(Object.entries(channel?.settings ?? {}).map(([key, value]) => [key, String(value)])),
  );
  const [secrets, setSecrets] = useState<Record<string, string>>({});
  const save = useCommand('saveChannel', { refresh: ['listChannels'], onDone: onClose });
  const fields = settingsOf[kind];
  const given = (field: (typeof fields)[number]) => settings[field.name] ?? field.start ?? '';
  const missing = firstMissing();

  function firstMissing(): string | null {
    if (name.trim().length < 2) return words.missingName;
    if (area === undefined) return words.missingArea;
    const setting = fields.find((field) => field.needed && given(field).trim() === '');
    if (setting) return words.missingSetting(words[setting.name]);
    const isSet = (one: string) => (secrets[one] ?? '') !== '' || (channel?.secretsSet.includes(one) ?? false);
    const secret = neededSecrets[kind].find((one) => !isSet(one));
    return secret ? words.missingSecret(words[secret as 'key']) : null;
  }

  function send(): void {
    if (missing !== null || area === undefined) return;
    save.mutate({
      channelId: channelId.current,
      kind,
      name: name.trim(),
      areaCode: area,
      covers,
      fromUrgency: from,
      settings: Object.fromEntries(fields.map((field) => [field.name, given(field).trim()])),
      secrets: Object.fromEntries(Object.entries(secrets).filter(([, value]) => value !== '')),
      ...(channel ? { version: channel.version } : {}),
    });
  }

  return (
    <Dialog
      title={channel ? words.editTitle(channel.name) : words.addTitle}
      act={missing ?? (channel ? words.save : words.addButton(name.trim()))}
      disabled={missing !== null}
      pending={save.isPending}
      onAct={send}
      onKeep={onClose}
    >
      <div className={styles.fields}>
        <div className={styles.pair}>
          <Field label={words.kind}>
            {(field) => (
              <Select
                {...field}
                className={styles.full}
                aria-label={words.kind}
                disabled={channel !== null}
                value={kind}
                onChange={(next: SettableKind) => {
                  setKind(next);
                  setSettings({});
                  setSecrets({});
                  // What costs money or wakes people begins with what is worth it.
                  setFrom(next === 'sms' ? 'immediate' : next === 'wecomApp' ? 'urgent' : 'routine');
                }}
                options={settableKinds.map((value) => ({ value, label: channelWords.kind[value] }))}
              />
            )}
          </Field>
          <Field label={words.name} hint={words.nameHint} pointer="name" problem={save.error}>
            {(field) => <Input {...field} autoFocus maxLength={40} value={name} onChange={(event) => setName(event.target.value)} />}
          </Field>
        </div>
        <div className={styles.pair}>
          <Field label={words.area} pointer="areaCode" problem={save.error}>
            {(field) => (
              <AreaPicker id={field.id} className={styles.full} label={words.area} value={area} onChange={setArea} allowClear={false} />
            )}
          </Field>
          <Field label={words.covers}>
            {(field) => (
              <Select
                {...field}
                className={styles.full}
                aria-label={words.covers}
                value={covers}
                onChange={setCovers}
                options={[
                  { value: 'below' as const, label: words.coversBelow },
                  { value: 'desk' as const, label: words.coversDesk },
                ]}
              />
            )}
          </Field>
        </div>
        <Field label={words.from} hint={words.fromHint}>
          {(field) => (
            <Select
              {...field}
              className={styles.full}
              aria-label={words.from}
              value={from}
              onChange={setFrom}
              options={urgencies.map((value) => ({ value, label: channelsWords.from[value] }))}
            />
          )}
        </Field>
        {channelSecrets[kind].map((secret) => (
          <Field
            key={secret}
            label={words[secret]}
            hint={channel?.secretsSet.includes(secret) ? words.secretSet : words.secretHint}
            pointer={secret}
            problem={save.error}
          >
            {(field) => (
              <Input.Password
                {...field}
                autoComplete="new-password"
                maxLength={500}
                visibilityToggle={false}
                value={secrets[secret] ?? ''}
                onChange={(event) => setSecrets({ ...secrets, [secret]: event.target.value })}
              />
            )}
          </Field>
        ))}
        {fields.map((setting) => {
          const options = choices[setting.name];
          const hint = hints[setting.name];
          return (
            <Field key={setting.name} label={words[setting.name]} {...(hint ? { hint } : {})} pointer={setting.name} problem={save.error}>
              {(field) =>
                options ? (
                  <Select
                    {...field}
                    className={styles.full}
                    aria-label={words[setting.name]}
                    value={given(setting)}
                    onChange={(value: string) => setSettings({ ...settings, [setting.name]: value })}
                    options={options}
                  />
                ) : setting.name === 'body' ? (
                  <Input.TextArea
                    {...field}
                    rows={3}
                    maxLength={2000}
                    value={given(setting)}
                    onChange={(event) => setSettings({ ...settings, [setting.name]: event.target.value })}
                  />
                ) : (
                  <Input
                    {...field}
                    maxLength={300}
                    value={given(setting)}
                    onChange={(event) => setSettings({ ...settings, [setting.name]: event.target.value })}
                  />
                )
              }
            </Field>
          );
        })}
        <ProblemLine problem={save.error} />
      </div>
    </Dialog>
  );
}
