import type { Role } from '@muster/contract/people/roles';

/** The password of every sign-in of the demonstration; shown on its sign-in page. */
export const demonstrationPassword = 'pingdingshan-2022';

export interface CastPerson {
  userName: string;
  name: string;
  mobile: string;
  role: Role;
  areaCode: string | null;
  areaName: string;
  title: string;
  unit?: string;
  app: 'console' | 'field';
}

/** The people of the demonstration whom one can sign in as: one of each role, and a desk of each level. All names are made up. */
export const cast: readonly CastPerson[] = [
  {
    userName: 'zhouyan',
    name: '周砚',
    mobile: '13800000001',
    role: 'dutyOfficer',
    areaCode: '4104',
    areaName: '市指挥部',
    title: '市指挥部值班员',
    app: 'console',
  },
  {
    userName: 'guowei',
    name: '郭巍',
    mobile: '13800000002',
    role: 'commander',
    areaCode: '4104',
    areaName: '市指挥部',
    title: '市指挥部指挥长',
    app: 'console',
  },
  {
    userName: 'hejing',
    name: '何静',
    mobile: '13800000003',
    role: 'dutyOfficer',
    areaCode: '410402',
    areaName: '新华区',
    title: '新华区指挥部值班员',
    app: 'console',
  },
  {
    userName: 'maochao',
    name: '毛超',
    mobile: '13800000004',
    role: 'dutyOfficer',
    areaCode: '410402100',
    areaName: '焦店镇',
    title: '焦店镇指挥部值班员',
    app: 'console',
  },
  {
    userName: 'qinfeng',
    name: '秦峰',
    mobile: '13800000005',
    role: 'dutyOfficer',
    areaCode: '410402010',
    areaName: '西高皇街道',
    title: '西高皇街道指挥部值班员',
    app: 'console',
  },
  {
    userName: 'chenguilan',
    name: '陈桂兰',
    mobile: '13800002741',
    role: 'communitySecretary',
    areaCode: '410402010002',
    areaName: '天湖苑社区',
    title: '书记',
    app: 'field',
  },
  {
    userName: 'liming',
    name: '李明',
    mobile: '13800000007',
    role: 'dutyOfficer',
    areaCode: '410402010002',
    areaName: '天湖苑社区',
    title: '副书记',
    app: 'field',
  },
  {
    userName: 'liguoqiang',
    name: '李国强',
    mobile: '13800000008',
    role: 'communitySecretary',
    areaCode: '410402100206',
    areaName: '余沟村',
    title: '书记',
    app: 'field',
  },
  {
    userName: 'gaomin',
    name: '高敏',
    mobile: '13800000009',
    role: 'gridWorker',
    areaCode: '410402010002001',
    areaName: '天湖苑社区第一网格',
    title: '网格长',
    app: 'field',
  },
  {
    userName: 'zhouli',
    name: '周立',
    mobile: '13800000010',
    role: 'supervisor',
    areaCode: '410402',
    areaName: '新华区',
    title: '督导员',
    app: 'field',
  },
  {
    userName: 'wangjianmin',
    name: '王建民',
    mobile: '13800000011',
    role: 'unitLiaison',
    areaCode: null,
    areaName: '',
    title: '联络员',
    unit: '平顶山市示例局',
    app: 'console',
  },
  {
    userName: 'sunli',
    name: '孙丽',
    mobile: '13800000012',
    role: 'volunteer',
    areaCode: '410402010002',
    areaName: '天湖苑社区',
    title: '志愿者',
    app: 'field',
  },
  {
    userName: 'shenyan',
    name: '沈岩',
    mobile: '13800000013',
    role: 'systemAdministrator',
    areaCode: '4104',
    areaName: '平顶山市',
    title: '系统管理员',
    app: 'console',
  },
  {
    userName: 'fengxue',
    name: '冯雪',
    mobile: '13800000014',
    role: 'securityAdministrator',
    areaCode: '4104',
    areaName: '平顶山市',
    title: '安全管理员',
    app: 'console',
  },
  {
    userName: 'tianlei',
    name: '田蕾',
    mobile: '13800000015',
    role: 'auditor',
    areaCode: '4104',
    areaName: '平顶山市',
    title: '审计员',
    app: 'console',
  },
];

/** For the sign-in page. */
export function castOf() {
  return cast.map(({ userName, name, role, areaName, title, unit, app }) => ({
    userName,
    password: demonstrationPassword,
    name,
    role,
    areaName: areaName || unit || title,
    app,
  }));
}
