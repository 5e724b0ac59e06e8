/** Each query finds what must not be. A rule holds when it finds nothing. */
export const RULES: Readonly<Record<string, string>> = {
  'a number without its register row': `
    SELECT document.id, document.symbol, entry.symbol AS entered
    FROM documents.outgoing document
    LEFT JOIN registers.outgoing_entry entry
      ON entry.id = document.register_entry_id AND entry.document_id = document.id
    WHERE document.number IS NOT NULL
      AND (entry.number, entry.symbol, entry.issued_on)
        IS DISTINCT FROM (document.number, document.symbol, document.issued_on)`,

  'a register row whose document has no such number': `
    SELECT entry.id, entry.symbol FROM registers.outgoing_entry entry
    JOIN documents.outgoing document ON document.id = entry.document_id
    WHERE document.register_entry_id IS DISTINCT FROM entry.id`,

  'an arrival number without its register row': `
    SELECT document.id, document.arrival_number
    FROM documents.incoming document
    LEFT JOIN registers.incoming_entry entry
      ON entry.id = document.register_entry_id AND entry.incoming_document_id = document.id
    WHERE document.arrival_number IS NOT NULL
      AND entry.number IS DISTINCT FROM document.arrival_number`,

  'a register row whose arrival has no such number': `
    SELECT entry.id FROM registers.incoming_entry entry
    JOIN documents.incoming document ON document.id = entry.incoming_document_id
    WHERE document.register_entry_id IS DISTINCT FROM entry.id`,

  'a series with a gap or a double': `
    SELECT series.id, series.register, series.period, series.type_group, series.opened_at, series.last
    FROM registers.number_series series
    LEFT JOIN (
      SELECT series_id, number FROM registers.outgoing_entry
      UNION ALL SELECT series_id, number FROM registers.incoming_entry
      UNION ALL SELECT series_id, number FROM registers.copy_entry
    ) entry ON entry.series_id = series.id AND entry.number > series.opened_at
    GROUP BY series.id
    HAVING count(number) <> series.last - series.opened_at
      OR count(DISTINCT number) <> count(number)
      OR coalesce(min(number), series.opened_at + 1) <> series.opened_at + 1
      OR coalesce(max(number), series.last) <> series.last`,

  'a document that does not show its last revision': `
    SELECT document.id, document.state, document.ordinal FROM documents.outgoing document
    LEFT JOIN documents.revision last
      ON (last.document_id, last.chain, last.ordinal)
        = (document.id, document.chain, document.ordinal)
    WHERE last.sha256 IS DISTINCT FROM document.sha256 OR EXISTS (
      SELECT FROM documents.revision later
      WHERE later.document_id = document.id
        AND (later.chain, later.ordinal) > (document.chain, document.ordinal))`,

  'a state without the revision it stands for': `
    SELECT document.id, document.state, needed.kind FROM documents.outgoing document
    JOIN (VALUES
      ('awaiting-signature', 'initial-form'), ('signed', 'approve'), ('numbering', 'approve'),
      ('numbered', 'number'), ('sealed', 'number'), ('sealed', 'seal'), ('released', 'number')
    ) AS needed (state, kind) ON needed.state = document.state
    WHERE NOT EXISTS (
      SELECT FROM documents.revision
      WHERE document_id = document.id AND chain = document.chain AND kind = needed.kind)`,

  'a revision before its state': `
    SELECT document.id, document.state, revision.kind FROM documents.outgoing document
    JOIN documents.revision ON revision.document_id = document.id AND revision.chain = document.chain
    WHERE (revision.kind = 'number' AND document.number IS NULL)
      OR (revision.kind = 'number' AND document.state = 'numbering')
      OR (revision.kind = 'seal' AND document.state = 'numbered')`,

  'a release without the seal that its agency has': `
    SELECT document.id FROM documents.outgoing document
    WHERE document.state = 'released'
      AND EXISTS (SELECT FROM signing.credential WHERE agency_id = document.issuing_agency_id)
      AND NOT EXISTS (
        SELECT FROM documents.revision WHERE document_id = document.id
          AND chain = document.chain AND kind = 'seal')`,

  'a signature without its request, or a request without its signature': `
    SELECT coalesce(revision.document_id, request.subject_id) AS document,
           coalesce(revision.kind, request.purpose) AS purpose
    FROM (
      SELECT document_id, kind, sha256,
             lag(sha256) OVER (PARTITION BY document_id, chain ORDER BY ordinal) AS base
      FROM documents.revision
    ) revision
    FULL JOIN (SELECT * FROM signing.request WHERE state = 'applied') request
      ON (request.subject_id, request.purpose, request.base_sha256, request.result_sha256)
        = (revision.document_id, revision.kind, revision.base, revision.sha256)
    WHERE coalesce(revision.kind, request.purpose)
        IN ('initial-content', 'initial-form', 'approve', 'seal')
      AND (revision.document_id IS NULL OR request.id IS NULL)`,

  'a purpose signed twice on one base': `
    SELECT subject_id, purpose, base_sha256 FROM signing.request WHERE state = 'applied'
    GROUP BY subject_id, purpose, base_sha256 HAVING count(*) > 1`,

  'a recipient that a release did not reach': `
    SELECT document.id, recipient.printed FROM documents.outgoing document
    JOIN documents.recipient ON recipient.document_id = document.id
    WHERE document.state = 'released' AND recipient.agency_id IS NOT NULL
      AND recipient.agency_id <> document.issuing_agency_id
      AND NOT EXISTS (
        SELECT FROM documents.delivery
        WHERE document_id = document.id AND agency_id = recipient.agency_id)`,

  'a delivery of what was not released': `
    SELECT delivery.document_id, delivery.agency_id FROM documents.delivery
    JOIN documents.outgoing ON outgoing.id = delivery.document_id
    WHERE outgoing.state <> 'released'`,

  'an arrival without its delivery, or at another agency': `
    SELECT incoming.id FROM documents.incoming
    LEFT JOIN documents.delivery ON delivery.incoming_document_id = incoming.id
    WHERE incoming.outgoing_document_id IS NOT NULL
      AND (delivery.document_id, delivery.agency_id)
        IS DISTINCT FROM (incoming.outgoing_document_id, incoming.agency_id)`,

  'a document that arrived twice at one agency': `
    SELECT agency_id, outgoing_document_id FROM documents.incoming
    WHERE outgoing_document_id IS NOT NULL
    GROUP BY agency_id, outgoing_document_id HAVING count(*) > 1`,

  'a duty that became two tasks of one agency': `
    SELECT source, source_id, agency_id FROM tasks.task WHERE parent_id IS NULL
    GROUP BY source, source_id, agency_id HAVING count(*) > 1`,

  'a task twice at one division': `
    SELECT parent_id, unit_id FROM tasks.task WHERE parent_id IS NOT NULL AND state <> 'recalled'
    GROUP BY parent_id, unit_id HAVING count(*) > 1`,

  'a duty and a task that do not know each other': `
    SELECT coalesce(duty.id, task.source_id) AS duty
    FROM plans.duty
    FULL JOIN (SELECT * FROM tasks.task WHERE source = 'plan' AND parent_id IS NULL) task
      ON (task.id, task.source_id) = (duty.task_id, duty.id)
    WHERE (duty.task_id IS NOT NULL OR task.id IS NOT NULL)
      AND (duty.id IS NULL OR task.id IS NULL)`,

  'a plan in force whose targets are not its own': `
    SELECT plan.id, count(target.id) FROM plans.plan
    LEFT JOIN plans.target ON target.plan_id = plan.id
    GROUP BY plan.id
    HAVING count(target.id) <> CASE WHEN plan.state IN ('in-force', 'replaced')
      THEN jsonb_array_length(plan.content -> 'targets') ELSE 0 END`,

  'a duty written twice': `
    SELECT plan_id, number, lead_agency_id, lead_unit_id FROM plans.duty
    GROUP BY plan_id, number, lead_agency_id, lead_unit_id HAVING count(*) > 1`,

  'two drafts of one plan, report, close or conclusion': `
    SELECT origin_type, origin_id FROM documents.outgoing
    WHERE origin_id IS NOT NULL AND state NOT IN ('cancelled', 'number-voided')
    GROUP BY origin_type, origin_id HAVING count(*) > 1`,

  'a released document of which its origin has not heard': `
    SELECT document.id, document.origin_type FROM documents.outgoing document
    LEFT JOIN plans.plan ON plan.document_id = document.id
    LEFT JOIN plans.unit_report report ON report.document_id = document.id
    LEFT JOIN plans.period_close close ON close.document_id = document.id
    LEFT JOIN reviews.review ON review.document_id = document.id
    WHERE document.state = 'released' AND document.origin_id IS NOT NULL
      AND coalesce(plan.symbol, report.symbol, close.symbol, review.symbol)
        IS DISTINCT FROM document.symbol`,

  'a directive whose duties have not begun': `
    SELECT duty.id, duty.number FROM plans.duty
    JOIN documents.incoming ON incoming.origin_type = 'plan' AND incoming.origin_id = duty.plan_id
      AND incoming.agency_id = duty.lead_agency_id
    WHERE incoming.state IN ('directed', 'in-progress', 'completed') AND duty.task_id IS NULL
      AND EXISTS (SELECT FROM documents.move
        WHERE document_id = incoming.id AND action = 'direct')`,

  'work handed to a person whose task did not follow': `
    SELECT task.id, task.unit_id FROM tasks.task
    JOIN routing.assignment lead ON lead.subject_id = task.source_document_id
      AND lead.unit_id = task.unit_id AND lead.role = 'lead' AND lead.parent_id IS NULL
    JOIN routing.assignment person ON person.parent_id = lead.id AND person.role = 'lead'
      AND person.post_id IS NOT NULL AND person.state <> 'recalled'
    WHERE task.parent_id IS NOT NULL AND task.state NOT IN ('done', 'recalled')
      AND task.post_id IS DISTINCT FROM person.post_id`,

  'a lead who has taken up a document that does not move': `
    SELECT incoming.id FROM documents.incoming
    JOIN routing.assignment lead ON lead.subject_id = incoming.id AND lead.role = 'lead'
    WHERE incoming.state = 'directed' AND lead.state IN ('in-progress', 'reported', 'completed')`,

  'two reviews of one month': `
    SELECT committee_id, agency_id, period FROM reviews.review
    GROUP BY committee_id, agency_id, period HAVING count(*) > 1`,

  'an act of the program written down twice': `
    SELECT action, subject_id, details FROM audit.entry
    WHERE account_id IS NULL AND action NOT LIKE 'identity.%'
    GROUP BY action, subject_id, details HAVING count(*) > 1`,

  'an effect claimed by nobody it was told to': `
    SELECT claim.event_id, claim.subscriber FROM platform.inbox_claim claim
    WHERE NOT EXISTS (SELECT FROM jobs.job
      WHERE data ->> 'eventId' = claim.event_id::text AND data ->> 'subscriber' = claim.subscriber)`,

  'one event told to one subscriber twice': `
    SELECT data ->> 'eventId' AS event, data ->> 'subscriber' AS subscriber FROM jobs.job
    GROUP BY 1, 2 HAVING count(*) > 1`,
};
