/**
 * The contacts that one contact ($2) consists of: itself and those the CRM merged into it, also by way of others; none
 * where it was merged away itself.
 */
export const MEMBERS = `recursive member as (
     select $2::text as contact_id
     where not exists (select 1 from kith.merged where installation_id = $1 and contact_id = $2)
     union
     select g.contact_id from kith.merged g join member m on g.into_id = m.contact_id where g.installation_id = $1
   )`;
