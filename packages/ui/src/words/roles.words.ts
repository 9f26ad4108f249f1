import type { Role } from '@muster/contract/people/roles';
import { dictionary } from './dictionary.ts';

export const roleWords: Record<Role, string> = dictionary(
  {
    systemAdministrator: '系统管理员',
    securityAdministrator: '安全员',
    auditor: '审计员',
    commander: '指挥长',
    dutyOfficer: '值班员',
    communitySecretary: '社区书记',
    gridWorker: '网格员',
    supervisor: '督导员',
    unitLiaison: '单位联络员',
    volunteer: '志愿者',
  },
  {
    systemAdministrator: 'System administrator',
    securityAdministrator: 'Security administrator',
    auditor: 'Auditor',
    commander: 'Commander',
    dutyOfficer: 'Duty officer',
    communitySecretary: 'Community secretary',
    gridWorker: 'Grid worker',
    supervisor: 'Supervisor',
    unitLiaison: 'Unit liaison',
    volunteer: 'Volunteer',
  },
);

const acting = dictionary(
  {
    secretary: '书记',
    city: (role: string) => `市指挥部${role}`,
    // 天湖苑社区书记, 余沟村书记: the area's name has said 社区 already, or is a village.
    area: (area: string, role: string) => `${area}${role.replace(/^社区/, '')}`,
    unit: (unit: string, role: string) => `${unit} ${role}`,
  },
  {
    secretary: 'Secretary',
    city: (role: string) => `City headquarters, ${role.toLowerCase()}`,
    area: (area: string, role: string) => `${area}, ${role.toLowerCase()}`,
    unit: (unit: string, role: string) => `${unit}, ${role.toLowerCase()}`,
  },
);

/** Role and area as one says it: 市指挥部值班员, 新华区值班员, 市财政局 单位联络员. */
export function actingAs(assignment: { role: Role; level: string | null; areaName: string | null; unitName: string | null }): string {
  // 天湖苑社区 already says 社区.
  const role = assignment.role === 'communitySecretary' && assignment.areaName ? acting.secretary : roleWords[assignment.role];
  if (assignment.unitName) return acting.unit(assignment.unitName, role);
  if (assignment.level === 'city' && (assignment.role === 'dutyOfficer' || assignment.role === 'commander')) return acting.city(role);
  return assignment.areaName ? acting.area(assignment.areaName, role) : role;
}
