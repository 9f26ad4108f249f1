import {
  AlignmentType,
  Document,
  Footer,
  Header,
  HeightRule,
  Packer,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { registerWords } from './register.words.ts';
import type { RegisterContent, RegisterSection, RegisterTable } from './register-content.ts';

/** Twentieths of a point. */
const millimetre = 56.7;
const textWidth = Math.round(156 * millimetre);
/** GB/T 9704: 仿宋 for the text, 黑体 for headings, 小标宋 for the title; where they are missing, Word takes what is nearest. */
const fonts = { text: '仿宋_GB2312', heading: '黑体', title: '方正小标宋简体', name: '楷体_GB2312', page: '宋体' } as const;

const run = (text: string, font: string, halfPoints: number, bold = false) =>
  new TextRun({ text, size: halfPoints, bold, font: { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: font } });
const paragraph = (
  children: ParagraphChild[],
  alignment: (typeof AlignmentType)[keyof typeof AlignmentType] = AlignmentType.LEFT,
  after = 0,
) => new Paragraph({ children, alignment, spacing: { after } });

/** The same as the page, for who has to put it into a file: margins and fonts of GB/T 9704, page n of m, heads that come back. */
export async function registerDocx(content: RegisterContent): Promise<Buffer> {
  const words = registerWords[content.language];
  const [before = '', between = '', after = ''] = words.page('\0', '\0').split('\0');
  const pageRun = (child: string | (typeof PageNumber)[keyof typeof PageNumber]) =>
    new TextRun({ children: [child], size: 21, font: { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: fonts.page } });
  const document = new Document({
    title: `${content.title} ${content.name}`,
    creator: 'Muster',
    description: content.foot,
    sections: [
      {
        properties: {
          page: {
            size: { width: Math.round(210 * millimetre), height: Math.round(297 * millimetre) },
            margin: {
              top: Math.round(37 * millimetre),
              right: Math.round(26 * millimetre),
              bottom: Math.round(35 * millimetre),
              left: Math.round(28 * millimetre),
              header: Math.round(15 * millimetre),
              footer: Math.round(25 * millimetre),
            },
          },
        },
        headers: { default: new Header({ children: [paragraph([run(content.foot, fonts.page, 18)], AlignmentType.RIGHT)] }) },
        footers: {
          default: new Footer({
            children: [
              paragraph(
                [before, PageNumber.CURRENT, between, PageNumber.TOTAL_PAGES, after].filter((one) => one !== '').map(pageRun),
                AlignmentType.CENTER,
              ),
            ],
          }),
        },
        children: [
          paragraph([run(content.title, fonts.title, 44)], AlignmentType.CENTER, 80),
          paragraph([run(content.name, fonts.name, 32)], AlignmentType.CENTER, 120),
          ...content.lines.map((line) => paragraph([run(line, fonts.text, 21)], AlignmentType.CENTER)),
          ...content.sections.flatMap(section),
        ],
      },
    ],
  });
  return Packer.toBuffer(document);
}

function section({ title, facts, table, note }: RegisterSection): (Paragraph | Table)[] {
  return [
    new Paragraph({ children: [run(title, fonts.heading, 28)], keepNext: true, spacing: { before: 240, after: 100 } }),
    ...(facts
      ? [
          grid(
            {
              columns: [
                { text: '', width: 20 },
                { text: '', width: 80 },
              ],
              rows: facts,
            },
            false,
          ),
        ]
      : []),
    ...(table ? [grid(table, true)] : []),
    ...(note ? [paragraph([run(note, fonts.text, 24)])] : []),
  ];
}

function grid({ columns, rows, hasSum }: RegisterTable, hasHead: boolean): Table {
  const widths = columns.map(({ width }) => Math.round((textWidth * width) / 100));
  const cell = (text: string, i: number, font: string, bold: boolean) =>
    new TableCell({
      width: { size: widths[i] ?? 0, type: WidthType.DXA },
      margins: { top: 40, bottom: 40, left: 90, right: 90 },
      children: text
        .split('\n')
        .map((line) => paragraph([run(line, font, 21, bold)], columns[i]?.isNumber ? AlignmentType.RIGHT : AlignmentType.LEFT)),
    });
  const row = (texts: readonly string[], font: string, bold: boolean, isHead = false) =>
    new TableRow({
      tableHeader: isHead,
      cantSplit: true,
      height: { value: 340, rule: HeightRule.ATLEAST },
      children: texts.map((text, i) => cell(text, i, font, bold)),
    });
  return new Table({
    width: { size: textWidth, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    rows: [
      ...(hasHead
        ? [
            row(
              columns.map(({ text }) => text),
              fonts.heading,
              false,
              true,
            ),
          ]
        : []),
      ...rows.map((texts, at) => row(texts, fonts.text, hasSum === true && at === rows.length - 1)),
    ],
  });
}
