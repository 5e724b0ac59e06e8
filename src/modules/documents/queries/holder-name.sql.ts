/** Names around an outgoing document `d`; to be joined where {@link HOLDER_NAME} is selected. */
export const HOLDER_JOINS = `
  JOIN organisation.report_unit_v1 issuer ON issuer.id = d.issuing_agency_id
  JOIN organisation.report_unit_v1 unit ON unit.id = d.drafting_unit_id
  JOIN organisation.report_post_v1 drafter ON drafter.id = d.drafter_post_id
  JOIN organisation.report_post_v1 head ON head.id = d.head_post_id
  JOIN organisation.report_post_v1 signer ON signer.id = d.signer_post_id`;

/** Who has it now, in words. */
export const HOLDER_NAME = `CASE
  WHEN d.state IN ('draft', 'collecting') THEN drafter.person_name
  WHEN d.state IN ('head-review', 'content-checked', 'returned') THEN head.person_name
  WHEN d.state = 'form-check' THEN
    CASE d.form_checker WHEN 'clerk' THEN 'Văn thư ' ELSE 'Văn phòng ' END || issuer.short_name
  WHEN d.state IN ('awaiting-approval', 'awaiting-signature') THEN signer.person_name
  WHEN d.state IN ('signed', 'numbered', 'sealed') THEN 'Văn thư ' || issuer.short_name
  WHEN d.state = 'numbering' THEN 'Hệ thống'
END`;
