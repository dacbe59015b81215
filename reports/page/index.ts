/** The catalogue of sections: what `report.html` shows of each kind of record. */
import type {
  AuditRecord,
  BaselineRecord,
  BenchRecord,
  PropagationRecord,
  Recommendation,
  RunRecord,
} from "../../harness/record/index.js";
import { auditSection } from "./audit.js";
import { loadPencil, type Pencil } from "./chart.js";
import { pageOf, type Section } from "./document.js";
import { gateSection } from "./gate.js";
import { baselineSection, benchSection, recommendationSection } from "./others.js";
import { propagationSection } from "./propagation.js";

/** A kind of record and how the page shows it. */
export interface RecordOfKind {
  check: RunRecord;
  audit: AuditRecord;
  baseline: BaselineRecord;
  propagate: PropagationRecord;
  recommend: Recommendation;
  bench: BenchRecord;
}

export type Kind = keyof RecordOfKind;

const SECTIONS: { readonly [K in Kind]: (record: RecordOfKind[K], id: string, pencil: Pencil) => Section } = {
  check: gateSection,
  audit: auditSection,
  baseline: baselineSection,
  propagate: propagationSection,
  recommend: recommendationSection,
  bench: benchSection,
};

export interface Result<K extends Kind = Kind> {
  readonly kind: K;
  readonly record: RecordOfKind[K];
}

/**
 * One self-contained page of these results, in their order: the same results give the same bytes.
 *
 * @example await renderPage([{ kind: "check", record }], "0.1.0") // "<!doctype html>..."
 */
export async function renderPage(results: readonly Result[], version: string): Promise<string> {
  const pencil = await loadPencil();
  const sections = results.map(({ kind, record }, at) => {
    const sectionOf = SECTIONS[kind] as (record: Result["record"], id: string, pencil: Pencil) => Section;
    return sectionOf(record, `result-${at + 1}`, pencil);
  });
  return pageOf(sections, version);
}
