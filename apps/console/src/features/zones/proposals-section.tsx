import type { ZoneProposal } from '@muster/contract/zones/zones.schemas';
import { formatRelative } from '@muster/ui/format';
import { shared } from '@muster/ui/words/shared.words';
import { Link } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { serverNow } from '../../app/clock.ts';
import page from '../../app/page.module.css';
import { useCommand, useList } from '../../app/query.ts';
import { ProblemLine } from '../../app/states/problem-line.tsx';
import { Listed } from '../../app/states/states.tsx';
import { Field } from '../../parts/field.tsx';
import { ZoneMark } from './zone-mark.tsx';
import { placeText } from './zone-text.ts';
import styles from './zones.module.css';
import { zoneWords as words } from './zones.words.ts';

/** What was proposed from below or by a case, for whoever decides; others see that it waits. */
export function ProposalsSection({ under }: { under: string }) {
  const proposals = useList('listZoneProposals', { under, limit: 50 });
  return (
    <section className={page.section} aria-labelledby="zone-proposals">
      <div className={page.title}>
        <h2 id="zone-proposals">{words.proposalsTitle}</h2>
      </div>
      <Listed list={proposals} empty={null}>
        {(items) => (
          <>
            {items.map((proposal) => (
              <Proposal key={proposal.id} proposal={proposal} />
            ))}
          </>
        )}
      </Listed>
    </section>
  );
}

function Proposal({ proposal }: { proposal: ZoneProposal }) {
  const [declining, setDeclining] = useState(false);
  const [reason, setReason] = useState('');
  const decline = useCommand('declineZoneProposal', { refresh: ['listZoneProposals', 'summariseZones'] });
  const place = placeText(proposal);
  return (
    <div>
      <div className={styles.row}>
        <span>
          <Link to="/compounds/$compoundId" params={{ compoundId: proposal.compoundId }}>
            <b>{place}</b>
          </Link>{' '}
          <span className="t3 s12">{proposal.communityName}</span>{' '}
          <ZoneMark strictness={proposal.strictness}>
            {proposal.levelName ? words.proposeTo(proposal.levelName) : words.proposeLift}
          </ZoneMark>{' '}
          <span className="t2 s13">
            {proposal.byCase ? words.byCase : proposal.note} · {proposal.proposedBy} {formatRelative(proposal.proposedAt, serverNow())}
          </span>
        </span>
        {proposal.may.decide && (
          <span className={styles.acts}>
            <Link className="lnk s13" to="/zones/new" search={{ proposal: proposal.id }}>
              {words.confirm}
              <span className="sr"> {place}</span>
            </Link>
            <button type="button" className="lnk s13" onClick={() => setDeclining(true)}>
              {words.decline}
              <span className="sr"> {place}</span>
            </button>
          </span>
        )}
      </div>
      {declining && (
        <form
          className={styles.fields}
          onSubmit={(event) => {
            event.preventDefault();
            if (reason.trim().length > 1) decline.mutate({ proposalId: proposal.id, reason: reason.trim() });
          }}
        >
          <Field label={words.declineReason} pointer="reason" problem={decline.error}>
            {(field) => <Input {...field} autoFocus maxLength={200} value={reason} onChange={({ target }) => setReason(target.value)} />}
          </Field>
          <div className={styles.buttons}>
            <Button htmlType="submit" disabled={reason.trim().length < 2} loading={decline.isPending}>
              {words.declineAct}
            </Button>
            <Button onClick={() => setDeclining(false)}>{shared.action.cancel}</Button>
          </div>
          <ProblemLine problem={decline.error} />
        </form>
      )}
    </div>
  );
}
