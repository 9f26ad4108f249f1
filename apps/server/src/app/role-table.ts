/**
 * Who may do what: every operation × every role, for what lies inside of one's own territory and outside of it. Data; the
 * test beside it asks the running server for each cell. An operation without a row does not compile.
 *
 * Inside is one's own desk, person or unit where the operation is about one, else the own territory. Outside is another
 * district, to which nothing that one sees belongs. What one may not know of is 404; what one sees and may not is 403.
 */
import type { OperationName } from '@muster/contract/operations';
import type { Role } from '@muster/contract/people/roles';

/** Where each role stands in this table. The three roles of the whole city have no outside. */
export const cast = [
  { role: 'systemAdministrator', place: 'city' },
  { role: 'securityAdministrator', place: 'city' },
  { role: 'auditor', place: 'district' },
  { role: 'commander', place: 'city' },
  { role: 'dutyOfficer', place: 'district' },
  { role: 'communitySecretary', place: 'community' },
  { role: 'gridWorker', place: 'community' },
  { role: 'supervisor', place: 'district' },
  { role: 'unitLiaison', place: 'unit' },
  { role: 'volunteer', place: 'community' },
] as const satisfies readonly { role: Role; place: 'city' | 'district' | 'community' | 'unit' }[];

/** `Y`: done. 422: a rule names what is outside. `-`: nothing lies outside for this role. */
type Cell = 'Y' | 403 | 404 | 422 | '-';
/** In the order of the cast. */
type Cells = readonly [Cell, Cell, Cell, Cell, Cell, Cell, Cell, Cell, Cell, Cell];
export interface Row {
  inside: Cells;
  /** Left out where an operation has no object that could lie elsewhere. */
  outside?: Cells;
}

const Y = 'Y';
const _ = '-';

// biome-ignore format: a table is read by columns
export const roleTable = {
  //                               system security auditor commander duty secretary grid supervisor liaison volunteer
  // auth: about oneself, whoever one is
  getSignInPage:        { inside: [Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y  ] },
  signIn:               { inside: [Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y  ] },
  getSession:           { inside: [Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y  ] },
  signOut:              { inside: [Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y  ] },
  switchAssignment:     { inside: [Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y  ], outside: [404, 404, 404, 404, 404, 404, 404, 404, 404, 404] },
  listSessions:         { inside: [Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y  ] },
  revokeSession:        { inside: [Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y  ], outside: [404, 404, 404, 404, 404, 404, 404, 404, 404, 404] },
  changePassword:       { inside: [Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y  ] },
  startSecondFactor:    { inside: [Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y  ] },
  confirmSecondFactor:  { inside: [Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y  ] },
  removeSecondFactor:   { inside: [Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y  ] },
  setUp:                { inside: [Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y  ] },
  createAccount:        { inside: [403, Y,   403, 403, 403, 403, 403, 403, 403, 403], outside: [_, _, 404, _, 404, 404, 404, 404, 404, 404] },
  listAccounts:         { inside: [403, Y,   403, 403, 403, 403, 403, 403, 403, 403] },
  unlockAccount:        { inside: [403, Y,   403, 403, 403, 403, 403, 403, 403, 403] },
  resetAccount:         { inside: [403, Y,   403, 403, 403, 403, 403, 403, 403, 403] },
  // areas: the map is no secret to anybody who is signed in; the desks on it are
  listAreas:            { inside: [Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y  ], outside: [_, _, Y,   _, Y,   Y,   Y,   Y,   Y,   Y  ] },
  listChildAreas:       { inside: [Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   404, Y  ], outside: [_, _, 404, _, 404, 404, 404, 404, 404, 404] },
  getArea:              { inside: [Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y  ], outside: [_, _, Y,   _, Y,   Y,   Y,   Y,   Y,   Y  ] },
  search:               { inside: [Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y  ], outside: [_, _, Y,   _, Y,   Y,   Y,   Y,   Y,   Y  ] },
  // exports: what one reads is what one takes out; how far it is only whoever takes it
  startExport:          { inside: [403, 403, 403, Y,   Y,   Y,   Y,   Y,   Y,   Y  ], outside: [_, _, 403, _, Y,   Y,   Y,   Y,   Y,   Y  ] },
  getExport:            { inside: [Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y  ], outside: [404, 404, 404, 404, 404, 404, 404, 404, 404, 404] },
  searchAreas:          { inside: [Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y  ], outside: [_, _, Y,   _, Y,   Y,   Y,   Y,   Y,   Y  ] },
  importAreas:          { inside: [Y,   403, 403, 403, 403, 403, 403, 403, 403, 403] },
  listAreaOutlines:     { inside: [Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y  ], outside: [_, _, Y,   _, Y,   Y,   Y,   Y,   Y,   Y  ] },
  importAreaOutlines:   { inside: [Y,   403, 403, Y,   Y,   Y,   403, 403, 403, 403] },
  exportAreaOutlines:   { inside: [Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y  ], outside: [_, _, Y,   _, Y,   Y,   Y,   Y,   Y,   Y  ] },
  addGrid:              { inside: [Y,   403, 403, Y,   Y,   Y,   403, 403, 403, 403], outside: [_, _, 403, _, 403, 403, 403, 403, 403, 403] },
  // compounds: what a community is made of, for who works there; the unit has no territory
  listCompounds:        { inside: [Y,   403, 403, Y,   Y,   Y,   Y,   Y,   404, Y  ], outside: [_, _, 403, _, 404, 404, 404, 404, 404, 404] },
  getCompound:          { inside: [Y,   403, 403, Y,   Y,   Y,   Y,   Y,   404, Y  ], outside: [_, _, 403, _, 404, 404, 404, 404, 404, 404] },
  summariseCompounds:   { inside: [Y,   403, 403, Y,   Y,   Y,   Y,   Y,   404, Y  ], outside: [_, _, 403, _, 404, 404, 404, 404, 404, 404] },
  listCompoundDuplicates: { inside: [Y, 403, 403, Y,   Y,   Y,   Y,   Y,   404, Y  ], outside: [_, _, 403, _, 404, 404, 404, 404, 404, 404] },
  addCompound:          { inside: [Y,   403, 403, Y,   Y,   Y,   Y,   403, 404, 403], outside: [_, _, 404, _, 404, 404, 404, 404, 404, 404] },
  changeCompound:       { inside: [Y,   403, 403, Y,   Y,   Y,   Y,   403, 404, 403], outside: [_, _, 404, _, 404, 404, 404, 404, 404, 404] },
  changeBuildings:      { inside: [Y,   403, 403, Y,   Y,   Y,   Y,   403, 404, 403], outside: [_, _, 404, _, 404, 404, 404, 404, 404, 404] },
  placeCompound:        { inside: [Y,   403, 403, Y,   Y,   Y,   Y,   403, 404, 403], outside: [_, _, 404, _, 404, 404, 404, 404, 404, 404] },
  listCompoundGround:   { inside: [Y,   403, 403, Y,   Y,   Y,   Y,   Y,   404, Y  ], outside: [_, _, 403, _, 404, 404, 404, 404, 404, 404] },
  importCompoundOutlines: { inside: [Y, 403, 403, Y,   Y,   Y,   403, 403, 404, 403] },
  exportCompoundOutlines: { inside: [Y, 403, 403, Y,   Y,   Y,   403, 403, 404, 403], outside: [_, _, 404, _, 404, 404, 404, 404, 404, 404] },
  closeCompound:        { inside: [Y,   403, 403, Y,   Y,   Y,   403, 403, 404, 403], outside: [_, _, 404, _, 404, 404, 404, 404, 404, 404] },
  mergeCompounds:       { inside: [Y,   403, 403, Y,   Y,   Y,   403, 403, 404, 403], outside: [_, _, 404, _, 404, 404, 404, 404, 404, 404] },
  // a sheet of compounds: for who answers for the territory that it is brought into, and for those above
  startCompoundImport:  { inside: [Y,   403, 403, Y,   Y,   Y,   403, 403, 404, 403], outside: [_, _, 404, _, 404, 404, 404, 404, 404, 404] },
  getCompoundImport:    { inside: [Y,   403, 403, Y,   Y,   Y,   403, 403, 403, 403], outside: [_, _, 403, _, 404, 404, 403, 403, 403, 403] },
  listCompoundImports:  { inside: [Y,   403, 403, Y,   Y,   Y,   403, 403, 403, 403] },
  listImportLines:      { inside: [Y,   403, 403, Y,   Y,   Y,   403, 403, 403, 403], outside: [_, _, 403, _, 404, 404, 403, 403, 403, 403] },
  decideImportLines:    { inside: [Y,   403, 403, Y,   Y,   Y,   403, 403, 404, 403], outside: [_, _, 404, _, 404, 404, 404, 404, 404, 404] },
  runCompoundImport:    { inside: [Y,   403, 403, Y,   Y,   Y,   403, 403, 404, 403], outside: [_, _, 404, _, 404, 404, 404, 404, 404, 404] },
  dropCompoundImport:   { inside: [Y,   403, 403, Y,   Y,   Y,   403, 403, 404, 403], outside: [_, _, 404, _, 404, 404, 404, 404, 404, 404] },
  previewAreaChange:    { inside: [Y,   403, 403, 403, 403, 403, 403, 403, 403, 403] },
  listAreaChanges:      { inside: [Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y  ], outside: [_, _, Y,   _, Y,   Y,   Y,   Y,   Y,   Y  ] },
  renameArea:           { inside: [Y,   403, 403, 403, 403, 403, 403, 403, 403, 403] },
  recodeArea:           { inside: [Y,   403, 403, 403, 403, 403, 403, 403, 403, 403] },
  mergeAreas:           { inside: [Y,   403, 403, 403, 403, 403, 403, 403, 403, 403] },
  splitArea:            { inside: [Y,   403, 403, 403, 403, 403, 403, 403, 403, 403] },
  // people
  listPeople:           { inside: [Y,   Y,   Y,   Y,   Y,   Y,   403, Y,   Y,   403], outside: [_, _, Y,   _, Y,   Y,   403, Y,   Y,   403] },
  getPerson:            { inside: [Y,   Y,   Y,   Y,   Y,   Y,   404, Y,   Y,   404], outside: [_, _, 404, _, 404, 404, 404, 404, 404, 404] },
  getDesk:              { inside: [Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   404, Y  ], outside: [_, _, 404, _, 404, 404, 404, 404, 404, 404] },
  addPerson:            { inside: [Y,   403, 403, Y,   Y,   Y,   403, 403, 403, 403], outside: [_, _, 403, _, 403, 403, 403, 403, 403, 403] },
  importPeople:         { inside: [Y,   403, 403, Y,   Y,   Y,   403, 403, 403, 403] },
  viewPhone:            { inside: [Y,   403, 403, Y,   Y,   Y,   Y,   Y,   Y,   403], outside: [_, _, 404, _, 404, 404, 404, 404, 404, 404] },
  grantAssignment:      { inside: [Y,   403, 403, Y,   Y,   Y,   403, 403, Y,   403], outside: [_, _, 403, _, 403, 403, 403, 403, 403, 403] },
  endAssignment:        { inside: [Y,   403, 403, Y,   Y,   Y,   403, 403, Y,   403], outside: [_, _, 404, _, 404, 404, 404, 404, 404, 404] },
  setDuty:              { inside: [403, 403, 403, Y,   Y,   Y,   403, 403, 403, 403], outside: [_, _, 404, _, 404, 404, 404, 404, 404, 404] },
  listUnits:            { inside: [Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y  ] },
  addUnit:              { inside: [Y,   403, 403, Y,   Y,   403, 403, 403, 403, 403], outside: [_, _, 403, _, 403, 403, 403, 403, 403, 403] },
  // incidents: everybody's to see, the headquarters of the city's to declare
  getCurrentIncident:   { inside: [Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y  ] },
  listIncidents:        { inside: [Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y  ] },
  activateIncident:     { inside: [403, 403, 403, Y,   403, 403, 403, 403, 403, 403] },
  changeIncidentLevel:  { inside: [403, 403, 403, Y,   403, 403, 403, 403, 403, 403] },
  endIncident:          { inside: [403, 403, 403, Y,   403, 403, 403, 403, 403, 403] },
  // orders: an order that was sent to one; for issuers' acts one's own. Administrators and the auditor are not of the response
  previewOrder:         { inside: [403, 403, 403, Y,   Y,   Y,   403, 403, 403, 403], outside: [_, _, 403, _, 422, 422, 403, 403, 403, 403] },
  issueOrder:           { inside: [403, 403, 403, Y,   Y,   Y,   403, 403, 403, 403], outside: [_, _, 403, _, 422, 422, 403, 403, 403, 403] },
  delegateReceipt:      { inside: [403, 403, 403, 403, Y,   Y,   403, 403, 403, 403], outside: [_, _, 404, _, 404, 404, 404, 404, 404, 404] },
  listOrders:           { inside: [403, 403, 403, Y,   Y,   Y,   Y,   Y,   Y,   Y  ], outside: [_, _, 403, _, Y,   Y,   Y,   Y,   Y,   Y  ] },
  getOrder:             { inside: [403, 403, 403, Y,   Y,   Y,   Y,   Y,   Y,   Y  ], outside: [_, _, 403, _, 404, 404, 404, 404, 404, 404] },
  getReceiptTree:       { inside: [403, 403, 403, Y,   Y,   Y,   Y,   Y,   Y,   Y  ], outside: [_, _, 403, _, 404, 404, 404, 404, 404, 404] },
  listReceipts:         { inside: [403, 403, 403, Y,   Y,   Y,   Y,   Y,   Y,   Y  ], outside: [_, _, 403, _, Y,   Y,   Y,   Y,   Y,   Y  ] },
  // whoever sees the order; what was said of another territory is not in it
  summariseGroundAnswers: { inside: [403, 403, 403, Y, Y,   Y,   Y,   Y,   404, Y  ], outside: [_, _, 403, _, 404, 404, 404, 404, 404, 404] },
  listGroundAnswers:    { inside: [403, 403, 403, Y,   Y,   Y,   Y,   Y,   404, Y  ], outside: [_, _, 403, _, 404, 404, 404, 404, 404, 404] },
  listInbox:            { inside: [403, 403, 403, Y,   Y,   Y,   Y,   Y,   Y,   Y  ] },
  getInboxSummary:      { inside: [403, 403, 403, Y,   Y,   Y,   Y,   Y,   Y,   Y  ] },
  getReceipt:           { inside: [403, 403, 403, Y,   Y,   Y,   Y,   Y,   Y,   Y  ], outside: [_, _, 403, _, 404, 404, 404, 404, 404, 404] },
  confirmDelivery:      { inside: [Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y  ], outside: [_, _, Y,   _, Y,   Y,   Y,   Y,   Y,   Y  ] },
  openReceipt:          { inside: [403, 403, 403, 403, Y,   Y,   Y,   403, Y,   Y  ], outside: [_, _, 404, _, 404, 404, 404, 404, 404, 404] },
  acknowledgeReceipt:   { inside: [403, 403, 403, 403, Y,   Y,   Y,   403, Y,   Y  ], outside: [_, _, 404, _, 404, 404, 404, 404, 404, 404] },
  signForReceipt:       { inside: [403, 403, 403, Y,   Y,   Y,   403, 403, 403, 403], outside: [_, _, 404, _, 404, 404, 404, 404, 404, 404] },
  answerReceipt:        { inside: [403, 403, 403, 403, Y,   Y,   Y,   403, Y,   Y  ], outside: [_, _, 404, _, 404, 404, 404, 404, 404, 404] },
  acceptAnswers:        { inside: [403, 403, 403, Y,   Y,   Y,   403, 403, 403, 403], outside: [_, _, 404, _, 404, 404, 404, 404, 404, 404] },
  sendBackAnswer:       { inside: [403, 403, 403, Y,   Y,   Y,   403, 403, 403, 403], outside: [_, _, 404, _, 404, 404, 404, 404, 404, 404] },
  remindReceipts:       { inside: [403, 403, 403, Y,   Y,   Y,   403, 403, 403, 403], outside: [_, _, 404, _, 404, 404, 404, 404, 404, 404] },
  escalateOrder:        { inside: [403, 403, 403, Y,   Y,   Y,   403, 403, 403, 403], outside: [_, _, 404, _, 404, 404, 404, 404, 404, 404] },
  closeOrder:           { inside: [403, 403, 403, Y,   Y,   Y,   403, 403, 403, 403], outside: [_, _, 404, _, 404, 404, 404, 404, 404, 404] },
  withdrawOrder:        { inside: [403, 403, 403, Y,   Y,   Y,   403, 403, 403, 403], outside: [_, _, 404, _, 404, 404, 404, 404, 404, 404] },
  requestSupport:       { inside: [403, 403, 403, Y,   Y,   Y,   Y,   403, 403, 403], outside: [_, _, 403, _, 422, 422, 422, 403, 403, 403] },
  listSupportTargets:   { inside: [403, 403, 403, Y,   Y,   Y,   Y,   403, 403, 403] },
  // what recurs: kept by who issues for a desk; templates of those above are seen below, schedules by those above
  listTemplates:        { inside: [403, 403, 403, Y,   Y,   Y,   403, 403, 403, 403] },
  saveTemplate:         { inside: [403, 403, 403, Y,   Y,   Y,   403, 403, 403, 403], outside: [_, _, 403, _, 422, 422, 403, 403, 403, 403] },
  changeTemplate:       { inside: [403, 403, 403, Y,   Y,   Y,   403, 403, 404, 403], outside: [_, _, 404, _, 404, 404, 404, 404, 404, 404] },
  retireTemplate:       { inside: [403, 403, 403, Y,   Y,   Y,   403, 403, 404, 403], outside: [_, _, 404, _, 404, 404, 404, 404, 404, 404] },
  listSchedules:        { inside: [403, 403, 403, Y,   Y,   Y,   403, 403, 403, 403] },
  createSchedule:       { inside: [403, 403, 403, Y,   Y,   Y,   403, 403, 403, 403], outside: [_, _, 403, _, 404, 404, 403, 403, 403, 403] },
  pauseSchedule:        { inside: [403, 403, 403, Y,   Y,   Y,   403, 403, 404, 403], outside: [_, _, 404, _, 404, 404, 404, 404, 404, 404] },
  resumeSchedule:       { inside: [403, 403, 403, Y,   Y,   Y,   403, 403, 404, 403], outside: [_, _, 404, _, 404, 404, 404, 404, 404, 404] },
  endSchedule:          { inside: [403, 403, 403, Y,   Y,   Y,   403, 403, 404, 403], outside: [_, _, 404, _, 404, 404, 404, 404, 404, 404] },
  listFacts:            { inside: [403, 403, 403, Y,   Y,   Y,   403, 403, 403, 403] },
  listFactAnswers:      { inside: [403, 403, 403, Y,   Y,   Y,   403, 403, 403, 403], outside: [_, _, 403, _, 422, 422, 403, 403, 403, 403] },
  // patches: who answers for which doors; a card hangs at the door, for anybody
  listPatches:          { inside: [403, 403, 403, Y,   Y,   Y,   Y,   Y,   404, Y  ], outside: [_, _, 403, _, 404, 404, 404, 404, 404, 404] },
  getPatch:             { inside: [403, 403, 403, Y,   Y,   Y,   Y,   Y,   404, Y  ], outside: [_, _, 403, _, 404, 404, 404, 404, 404, 404] },
  getCoverage:          { inside: [403, 403, 403, Y,   Y,   Y,   Y,   Y,   404, Y  ], outside: [_, _, 403, _, 404, 404, 404, 404, 404, 404] },
  listPatchPeople:      { inside: [403, 403, 403, Y,   Y,   Y,   Y,   Y,   404, Y  ], outside: [_, _, 403, _, 404, 404, 404, 404, 404, 404] },
  definePatch:          { inside: [403, 403, 403, Y,   Y,   Y,   403, 403, 404, 403], outside: [_, _, 404, _, 404, 404, 404, 404, 404, 404] },
  changePatch:          { inside: [403, 403, 403, Y,   Y,   Y,   403, 403, 404, 403], outside: [_, _, 404, _, 404, 404, 404, 404, 404, 404] },
  closePatch:           { inside: [403, 403, 403, Y,   Y,   Y,   403, 403, 404, 403], outside: [_, _, 404, _, 404, 404, 404, 404, 404, 404] },
  linkPatchPerson:      { inside: [403, 403, 403, Y,   Y,   Y,   403, 403, 404, 403], outside: [_, _, 404, _, 404, 404, 404, 404, 404, 404] },
  copyPatchPeople:      { inside: [403, 403, 403, Y,   Y,   Y,   403, 403, 404, 403], outside: [_, _, 404, _, 404, 404, 404, 404, 404, 404] },
  unlinkPatchPerson:    { inside: [403, 403, 403, Y,   Y,   Y,   403, 403, 404, 403], outside: [_, _, 404, _, 404, 404, 404, 404, 404, 404] },
  substitutePatchPerson: { inside: [403, 403, 403, Y,  Y,   Y,   403, 403, 404, 403], outside: [_, _, 404, _, 404, 404, 404, 404, 404, 404] },
  setAbsence:           { inside: [403, 403, 403, Y,   Y,   Y,   403, 403, 404, 403], outside: [_, _, 404, _, 404, 404, 404, 404, 404, 404] },
  endAbsence:           { inside: [403, 403, 403, Y,   Y,   Y,   403, 403, 404, 403], outside: [_, _, 404, _, 404, 404, 404, 404, 404, 404] },
  setPatchRoles:        { inside: [403, 403, 403, Y,   Y,   Y,   403, 403, 403, 403], outside: [_, _, 403, _, 403, 403, 403, 403, 403, 403] },
  agreePatchPhone:      { inside: [403, 403, 403, Y,   Y,   Y,   403, 403, 404, 403], outside: [_, _, 404, _, 404, 404, 404, 404, 404, 404] },
  getPatchCard:         { inside: [Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y  ] },
  // places: what stands where, for who works there; who stands in which shift is for who leads, what is seen there for who stands there
  listPlaces:           { inside: [403, 403, 403, Y,   Y,   Y,   Y,   Y,   404, Y  ], outside: [_, _, 403, _, 404, 404, 404, 404, 404, 404] },
  summarisePlaces:      { inside: [403, 403, 403, Y,   Y,   Y,   Y,   Y,   404, Y  ], outside: [_, _, 403, _, 404, 404, 404, 404, 404, 404] },
  listTestPoints:       { inside: [403, 403, 403, Y,   Y,   Y,   Y,   Y,   404, Y  ], outside: [_, _, 403, _, 404, 404, 404, 404, 404, 404] },
  getPlace:             { inside: [403, 403, 403, Y,   Y,   Y,   Y,   Y,   404, Y  ], outside: [_, _, 403, _, 404, 404, 404, 404, 404, 404] },
  addPlace:             { inside: [403, 403, 403, Y,   Y,   Y,   403, 403, 404, 403], outside: [_, _, 404, _, 404, 404, 404, 404, 404, 404] },
  changePlace:          { inside: [403, 403, 403, Y,   Y,   Y,   403, 403, 404, 403], outside: [_, _, 404, _, 404, 404, 404, 404, 404, 404] },
  closePlace:           { inside: [403, 403, 403, Y,   Y,   Y,   403, 403, 404, 403], outside: [_, _, 404, _, 404, 404, 404, 404, 404, 404] },
  linkPlacePerson:      { inside: [403, 403, 403, Y,   Y,   Y,   403, 403, 404, 403], outside: [_, _, 404, _, 404, 404, 404, 404, 404, 404] },
  unlinkPlacePerson:    { inside: [403, 403, 403, Y,   Y,   Y,   403, 403, 404, 403], outside: [_, _, 404, _, 404, 404, 404, 404, 404, 404] },
  planRound:            { inside: [403, 403, 403, Y,   Y,   Y,   403, 403, 404, 403], outside: [_, _, 404, _, 404, 404, 404, 404, 404, 404] },
  openRound:            { inside: [403, 403, 403, Y,   Y,   Y,   Y,   403, 404, Y  ], outside: [_, _, 404, _, 404, 404, 404, 404, 404, 404] },
  closeRound:           { inside: [403, 403, 403, Y,   Y,   Y,   Y,   403, 404, Y  ], outside: [_, _, 404, _, 404, 404, 404, 404, 404, 404] },
  reportQueue:          { inside: [403, 403, 403, Y,   Y,   Y,   Y,   403, 404, Y  ], outside: [_, _, 404, _, 404, 404, 404, 404, 404, 404] },
  addRoundCount:        { inside: [403, 403, 403, Y,   Y,   Y,   Y,   403, 404, Y  ], outside: [_, _, 404, _, 404, 404, 404, 404, 404, 404] },
  correctRoundCount:    { inside: [403, 403, 403, Y,   Y,   Y,   Y,   403, 404, Y  ], outside: [_, _, 404, _, 404, 404, 404, 404, 404, 404] },
  listPlaceProblems:    { inside: [403, 403, 403, Y,   Y,   Y,   Y,   Y,   404, Y  ], outside: [_, _, 403, _, 404, 404, 404, 404, 404, 404] },
  reportPlaceProblem:   { inside: [403, 403, 403, Y,   Y,   Y,   Y,   403, 404, Y  ], outside: [_, _, 404, _, 404, 404, 404, 404, 404, 404] },
  seePlaceProblem:      { inside: [403, 403, 403, Y,   Y,   Y,   403, 403, 404, 403], outside: [_, _, 404, _, 404, 404, 404, 404, 404, 404] },
  settlePlaceProblem:   { inside: [403, 403, 403, Y,   Y,   Y,   403, 403, 404, 403], outside: [_, _, 404, _, 404, 404, 404, 404, 404, 404] },
  recordPlaceCheck:     { inside: [403, 403, 403, Y,   Y,   Y,   Y,   403, 404, Y  ], outside: [_, _, 404, _, 404, 404, 404, 404, 404, 404] },
  // checklists: written by who leads, for his own territory; ticked by the desk itself and by nobody above it
  listChecklists:       { inside: [403, 403, 403, Y,   Y,   Y,   Y,   Y,   404, Y  ], outside: [_, _, 403, _, 404, 404, 404, 404, 404, 404] },
  getChecklist:         { inside: [403, 403, 403, Y,   Y,   Y,   Y,   Y,   404, Y  ], outside: [_, _, 403, _, 404, 404, 404, 404, 404, 404] },
  getChecklistProgress: { inside: [403, 403, 403, Y,   Y,   Y,   Y,   Y,   404, Y  ], outside: [_, _, 403, _, 404, 404, 404, 404, 404, 404] },
  listDeskChecklists:   { inside: [403, 403, 403, Y,   Y,   Y,   Y,   Y,   404, Y  ], outside: [_, _, 403, _, 404, 404, 404, 404, 404, 404] },
  getDeskChecklist:     { inside: [403, 403, 403, Y,   Y,   Y,   Y,   Y,   404, Y  ], outside: [_, _, 403, _, 404, 404, 404, 404, 404, 404] },
  saveChecklist:        { inside: [403, 403, 403, Y,   Y,   Y,   403, 403, 403, 403], outside: [_, _, 403, _, 422, 422, 403, 403, 403, 403] },
  sendChecklist:        { inside: [403, 403, 403, Y,   Y,   Y,   403, 403, 404, 403], outside: [_, _, 404, _, 404, 404, 404, 404, 404, 404] },
  changeChecklist:      { inside: [403, 403, 403, Y,   Y,   Y,   403, 403, 404, 403], outside: [_, _, 404, _, 404, 404, 404, 404, 404, 404] },
  closeChecklist:       { inside: [403, 403, 403, Y,   Y,   Y,   403, 403, 404, 403], outside: [_, _, 404, _, 404, 404, 404, 404, 404, 404] },
  tickItem:             { inside: [403, 403, 403, 403, Y,   Y,   Y,   403, 404, 403], outside: [_, _, 404, _, 404, 404, 404, 404, 404, 404] },
  untickItem:           { inside: [403, 403, 403, 403, Y,   Y,   Y,   403, 404, 403], outside: [_, _, 404, _, 404, 404, 404, 404, 404, 404] },
  acknowledgeReceipts:  { inside: [403, 403, 403, 403, Y,   Y,   Y,   403, Y,   Y  ], outside: [_, _, Y,   _, Y,   Y,   Y,   Y,   Y,   Y  ] },
  passOnChange:         { inside: [403, 403, 403, 403, Y,   Y,   403, 403, 403, 403], outside: [_, _, 404, _, 404, 404, 404, 404, 404, 404] },
  previewAmendment:     { inside: [403, 403, 403, Y,   Y,   Y,   403, 403, 403, 403], outside: [_, _, 403, _, 404, 404, 403, 403, 403, 403] },
  amendOrder:           { inside: [403, 403, 403, Y,   Y,   Y,   403, 403, 403, 403], outside: [_, _, 404, _, 404, 404, 404, 404, 404, 404] },
  listRevisions:        { inside: [403, 403, 403, Y,   Y,   Y,   Y,   Y,   Y,   Y  ], outside: [_, _, 403, _, 404, 404, 404, 404, 404, 404] },
  listCopies:           { inside: [403, 403, 403, Y,   Y,   Y,   Y,   Y,   Y,   Y  ] },
  readCopy:             { inside: [403, 403, 403, 403, Y,   Y,   Y,   403, Y,   403], outside: [_, _, 404, _, 404, 404, 404, 404, 404, 404] },
  // attention and figures belong to an area
  getAttention:         { inside: [403, 403, 403, Y,   Y,   Y,   Y,   Y,   403, Y  ], outside: [_, _, 403, _, 403, 403, 403, 403, 403, 403] },
  listAttention:        { inside: [403, 403, 403, Y,   Y,   Y,   Y,   Y,   403, Y  ], outside: [_, _, 403, _, 403, 403, 403, 403, 403, 403] },
  listFigures:          { inside: [403, 403, 403, Y,   Y,   Y,   Y,   Y,   403, Y  ], outside: [_, _, 403, _, 403, 403, 403, 403, 403, 403] },
  getFigure:            { inside: [403, 403, 403, Y,   Y,   Y,   Y,   Y,   403, Y  ], outside: [_, _, 403, _, 403, 403, 403, 403, 403, 403] },
  listFigureRecords:    { inside: [403, 403, 403, Y,   Y,   Y,   Y,   Y,   403, Y  ], outside: [_, _, 403, _, 403, 403, 403, 403, 403, 403] },
  // journal
  listFeed:             { inside: [Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y  ], outside: [_, _, Y,   _, Y,   Y,   Y,   Y,   Y,   Y  ] },
  listAudit:            { inside: [403, Y,   Y,   403, 403, 403, 403, 403, 403, 403], outside: [_, _, Y,   _, 403, 403, 403, 403, 403, 403] },
  verifyJournal:        { inside: [403, Y,   403, 403, 403, 403, 403, 403, 403, 403] },
  // system
  getHealth:            { inside: [Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y  ] },
  getReadiness:         { inside: [Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y  ] },
  getSystem:            { inside: [Y,   Y,   403, 403, 403, 403, 403, 403, 403, 403] },
  // held: what one’s own phone sent too early
  listHeldCommands:     { inside: [Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y  ] },
  discardHeldCommand:   { inside: [Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y  ], outside: [_, _, 404, _, 404, 404, 404, 404, 404, 404] },
  // sync: one’s own desk, for whoever works with orders
  syncDesk:             { inside: [403, 403, 403, Y,   Y,   Y,   Y,   Y,   Y,   Y  ] },
  syncGround:           { inside: [403, 403, 403, Y,   Y,   Y,   Y,   Y,   Y,   Y  ] },
  // notifications: channels are the system administrator's, devices everybody's own, what came of a message whoever sees the receipt
  listChannels:         { inside: [Y,   403, 403, 403, 403, 403, 403, 403, 403, 403] },
  saveChannel:          { inside: [Y,   403, 403, 403, 403, 403, 403, 403, 403, 403] },
  switchChannel:        { inside: [Y,   403, 403, 403, 403, 403, 403, 403, 403, 403] },
  testChannel:          { inside: [Y,   403, 403, 403, 403, 403, 403, 403, 403, 403] },
  getReceiptChannels:   { inside: [403, 403, 403, Y,   Y,   Y,   Y,   Y,   Y,   Y  ], outside: [_, _, 403, _, 404, 404, 404, 404, 404, 404] },
  listUndelivered:      { inside: [403, 403, 403, Y,   Y,   Y,   Y,   Y,   Y,   Y  ], outside: [_, _, 403, _, Y,   Y,   Y,   Y,   Y,   Y  ] },
  getPushSettings:      { inside: [Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y  ] },
  subscribePush:        { inside: [Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y  ] },
  unsubscribePush:      { inside: [Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y  ], outside: [404, 404, 404, 404, 404, 404, 404, 404, 404, 404] },
  testPush:             { inside: [Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y  ], outside: [404, 404, 404, 404, 404, 404, 404, 404, 404, 404] },
} as const satisfies Record<OperationName, Row>;
