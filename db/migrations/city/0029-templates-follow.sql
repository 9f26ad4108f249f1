-- A change of the territory moves templates along with their desk. Changing one is the desk's own matter still, by policy.
create policy order_templates_moved on order_templates for update using (area_code >= app.scope_lo() and area_code < app.scope_hi());
