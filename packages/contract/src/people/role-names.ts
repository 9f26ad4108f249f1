import { type Role, roles } from './roles.ts';

/** Chinese names under which rosters write a role. The first of each is the one that screens use. */
const names: Record<Role, readonly string[]> = {
  systemAdministrator: ['系统管理员'],
  securityAdministrator: ['安全员', '安全管理员'],
  auditor: ['审计员', '安全审计员'],
  commander: ['指挥长'],
  dutyOfficer: ['值班员', '值守员'],
  communitySecretary: ['社区书记', '书记', '村支书', '村书记', '支部书记'],
  gridWorker: ['网格员', '网格长'],
  supervisor: ['督导员'],
  unitLiaison: ['单位联络员', '联络员'],
  volunteer: ['志愿者'],
};

export function roleName(role: Role): string {
  return names[role][0] as string;
}

/** The role that a roster means, by its English name (`Duty officer`, `dutyOfficer`) or in Chinese; null when there is none of that name. */
export function roleNamed(text: string): Role | null {
  const english = text.replace(/\s/g, '').toLowerCase();
  return roles.find((role) => role.toLowerCase() === english || names[role].includes(text)) ?? null;
}
