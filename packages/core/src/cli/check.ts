/** `smmwatch check`: an API graded against the API Standard. */
import type { Severity } from '../catalog.ts';
import { checkPanel } from '../check-panel.ts';
import { conformance } from '../conformance.ts';
import type { ConformanceFinding, ConformanceReport } from '../conformance.ts';
import type { Grade } from '../conformance/grade.ts';
import { describe } from '../explanations.ts';
import { fetchPost } from '../fetch-post.ts';
import { printJson } from './host.ts';
import type { Host, Invocation } from './host.ts';
import { plural } from './services.ts';
import { table } from './table.ts';
import type { Cell } from './table.ts';
import { clean } from './terminal.ts';
import type { Tone } from './terminal.ts';
import { EXIT } from './usage.ts';

/** Runs the command on one API. */
export async function check(host: Host, url: string, { json, key, dialect }: Invocation): Promise<number> {
  const observation = await checkPanel(
    { url, key: await key(), ...(dialect === undefined ? {} : { dialect }) },
    { post: fetchPost(fetch), now: () => new Date() },
  );
  const report = conformance(observation);
  if (json) printJson(host, report);
  else printReport(host, report);
  if (report.outcome.stage !== 'ok') return EXIT.unreadable;
  return report.findings.some((finding) => finding.severity === 'error') ? EXIT.findings : EXIT.ok;
}

function printReport(host: Host, report: ConformanceReport): void {
  const { paint, print } = host;
  print(`${paint('strong', clean(report.url))}  ${report.at}\n`);
  print(`Grade ${paint(GRADE_TONES[report.grade], report.grade)}: ${clean(report.reason)}\n\n`);

  print(`${paint('strong', 'Sent')}  POST with ${report.sent.parameters.join(', ')}`);
  print(report.transport === 'body' ? ' in the form body\n' : ' in the form body and in the URL\n');
  print(`${paint('strong', 'Came back')}\n`);
  print(indented(receivedTable(host, report)));
  if (report.outcome.stage !== 'ok') print(`  ${clean(describe(report.outcome))}\n`);
  if (report.fields.length > 0) {
    print(`\n${paint('strong', 'Understood')}  ${servicesLine(report)}\n`);
    print(indented(fieldsTable(host, report)));
  }
  print(`\n${paint('strong', 'Findings')}\n`);
  if (report.findings.length === 0) print('  none\n');
  for (const finding of report.findings) printFinding(host, finding);
}

function receivedTable(host: Host, report: ConformanceReport): string {
  const rows = report.received.map(
    ({ action, outcome, httpStatus, contentType, bytes, milliseconds }): Cell[] => [
      action,
      outcome.stage === 'ok'
        ? { text: 'ok', tone: 'good' }
        : { text: `${outcome.stage}: ${outcome.code}`, tone: 'bad' },
      httpStatus === null ? '' : String(httpStatus),
      contentType ?? '',
      bytes === 0 ? '' : plural(bytes, 'byte'),
      milliseconds === null ? '' : `${milliseconds} ms`,
    ],
  );
  const columns = [
    { title: 'ACTION' },
    { title: 'OUTCOME' },
    { title: 'STATUS', align: 'right' as const },
    { title: 'TYPE' },
    { title: 'SIZE', align: 'right' as const },
    { title: 'TIME', align: 'right' as const },
  ];
  return table(columns, rows, host.paint);
}

function servicesLine({ services, balance }: ConformanceReport): string {
  const said = balance.currency ?? services.currency;
  const currency = said === null ? 'currency not known' : `currency ${clean(said)}`;
  return `${plural(services.count ?? 0, 'service')}, ${plural(services.notes ?? 0, 'other row')}, ${currency}`;
}

function fieldsTable(host: Host, report: ConformanceReport): string {
  const rows = report.fields.map(({ meaning, field, required, count, sample, paragraph }): Cell[] => [
    meaning,
    field ?? (count > 0 ? { text: 'group', tone: 'plain' } : missing(required)),
    String(count),
    { text: paragraph.id, tone: 'faint' },
    { text: sample ?? '', tone: 'faint' },
  ]);
  const columns = [
    { title: 'MEANING' },
    { title: 'FIELD' },
    { title: 'READ', align: 'right' as const },
    { title: 'STANDARD' },
    { title: 'FOR EXAMPLE', shrinks: true as const },
  ];
  return table(columns, rows, host.paint, host.columns === undefined ? undefined : host.columns - 2);
}

function missing(required: boolean): Cell {
  return required ? { text: 'missing', tone: 'bad' } : { text: 'none', tone: 'doubtful' };
}

function printFinding({ print, paint }: Host, finding: ConformanceFinding): void {
  const { severity, action, code, message, count, position, paragraph, example, fix } = finding;
  const rows = count === undefined ? '' : `, ${plural(count, 'row')}`;
  const first = position === undefined ? '' : `, first at row ${position + 1}`;
  print(`  ${paint(SEVERITY_TONES[severity], severity)}  ${clean(message)}\n`);
  print(
    paint('faint', `      ${code}, ${action}${rows}${first}; standard ${paragraph.id} ${paragraph.title}`) +
      '\n',
  );
  if (example !== undefined) print(`      seen: ${clean(example)}\n`);
  print(`      fix:  ${clean(fix)}\n`);
}

const GRADE_TONES: Record<Grade, Tone> = { A: 'good', B: 'good', C: 'doubtful', D: 'bad', F: 'bad' };
const SEVERITY_TONES: Record<Severity, Tone> = { error: 'bad', warning: 'doubtful', info: 'faint' };

function indented(lines: string): string {
  return lines.replace(/^(?=.)/gm, '  ');
}
