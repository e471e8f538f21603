-- The JST day of the last オーソリNG that an order tells of: the report asks for those of its days.
ALTER TABLE order_sighting ADD COLUMN refused_on TEXT;

UPDATE order_sighting SET refused_on = nullif(max(
    coalesce((SELECT date(max(datetime(a.value ->> 'RefusedAt')), '+9 hours') FROM json_each(order_json, '$.Payments') a), ''),
    coalesce((SELECT date(d.value ->> 'Date', '-7 days') FROM json_each(order_json, '$.DueDates') d WHERE d.value ->> 'Type' = 1 ORDER BY d.key DESC LIMIT 1), '')), '')
  WHERE json_valid(order_json) AND (order_json LIKE '%"Type":1,"Date":%' OR order_json LIKE '%"RefusedAt":%'); -- one that is kept damaged is told when it is asked for

CREATE INDEX refused_order ON order_sighting (shop, refused_on) WHERE refused_on IS NOT NULL;
