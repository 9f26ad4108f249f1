import type { ProblemCode } from '@muster/contract/problems';
import { Problem } from '../problem.ts';

/**
 * The database is the second judge: what it refuses becomes a problem of the contract. The one place that knows which
 * constraint means what. On a cluster the constraint's field is missing and its name carries a shard number, so it is
 * read from the message (PROVINCE 14).
 */
const byConstraint: Record<string, ProblemCode> = {
  incidents_one_active: 'incident.already-active',
  orders_child_limit_not_earlier: 'order.child-limit-earlier',
  orders_limits_forward: 'order.limit-passed',
  persons_mobile_once: 'person.mobile-taken',
  units_name_once: 'unit.name-taken',
  accounts_user_name_once: 'auth.user-name-taken',
  accounts_person_once: 'auth.user-name-taken',
  assignments_end_after_start: 'assignment.ends-before-start',
  assignments_separated_roles: 'assignment.separated-roles',
  orders_issuer_fk: 'area.unknown',
  receipts_area_fk: 'area.unknown',
  assignments_area_fk: 'area.unknown',
  assignments_managed_fk: 'area.unknown',
  persons_area_fk: 'area.unknown',
  units_area_fk: 'area.unknown',
  compounds_name_once: 'compound.name-taken',
  compounds_community_fk: 'area.unknown',
  compounds_grid_fk: 'area.unknown',
  compounds_in_community: 'compound.not-in-community',
  compounds_grid_within: 'compound.grid-elsewhere',
  buildings_name_once: 'compound.building-twice',
  exports_one_running: 'export.running',
  patches_name_once: 'patch.name-taken',
  patches_community_fk: 'area.unknown',
  patches_in_community: 'compound.not-in-community',
  patch_parts_once: 'patch.overlaps',
  patch_roles_one_now: 'state.moved-on',
  patch_parts_compound_fk: 'patch.part-elsewhere',
  patch_people_end_after_start: 'patch.ends-before-start',
  absences_end_after_start: 'patch.ends-before-start',
  absences_one_open: 'patch.absent-already',
  checklists_issuer_fk: 'area.unknown',
  checklists_ends_after_start: 'checklist.dates-wrong',
  checklists_due_within: 'checklist.dates-wrong',
  checklist_ticks_one_now: 'checklist.ticked-already',
  places_name_once: 'place.name-taken',
  places_community_fk: 'area.unknown',
  places_in_community: 'area.not-a-community',
  place_people_end_after_start: 'place.ends-before-start',
  place_rounds_end_after_start: 'place.ends-before-start',
  place_rounds_one_open: 'place.round-open-already',
  place_rounds_done_natural: 'place.count-below-none',
  zone_notices_number_once: 'zone.number-taken',
  zone_proposals_one_open: 'zone.proposed-already',
  zone_regimes_end_after_start: 'zone.end-before-start',
  zone_regimes_one_version: 'zone.regime-overlaps',
  zone_regimes_area_fk: 'area.unknown',
  zones_planned_end_after_start: 'zone.end-before-start',
  zones_one_status_at_a_time: 'zone.changed-later',
  // A unit that does not exist; units are never deleted, so nobody is told of one that he may not see.
  persons_unit_fk: 'not-found',
  accounts_mobile_once: 'auth.user-name-taken',
};

/** A repeated id: the thing exists already. Whoever repeats a command gets its first answer; a stranger gets a conflict. */
const sameId = /_(id_)?key$/;

interface DatabaseError {
  code?: string;
  message?: string;
  constraint?: string;
}

export function databaseProblem(error: unknown): Problem | null {
  if (typeof error !== 'object' || error === null) return null;
  const { code, message = '', constraint } = error as DatabaseError;
  switch (code) {
    case '23505':
    case '23514':
    case '23503':
    case '23P01': {
      const name = (constraint ?? /constraint "([^"]+)"/.exec(message)?.[1] ?? '').replace(/_[0-9]+$/, '');
      const known = byConstraint[name];
      if (known) return new Problem(known);
      return code === '23505' && sameId.test(name) ? new Problem('state.moved-on') : null;
    }
    case '40001': // serialization failure
    case '40P01': // deadlock
    case '55P03': // lock not available
      return new Problem('state.moved-on');
    case '53100': // disk full
      return new Problem('database.full');
    case '57014': // statement timeout: too much to do, not too much asked
    case '57P01': // admin shutdown
    case '57P02':
    case '57P03':
    case '08000':
    case '08003':
    case '08006':
    case '08001':
    case '53300': // too many connections
    case 'ECONNREFUSED':
    case 'ECONNRESET':
    case 'ENOENT':
    case 'EPIPE':
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'EAI_AGAIN':
    case 'ENOTFOUND':
      return new Problem('database.unavailable');
    default:
      return /Connection terminated|timeout exceeded when trying to connect|timeout expired|Client has encountered a connection error|Client was closed/.test(
        message,
      )
        ? new Problem('database.unavailable')
        : null;
  }
}
