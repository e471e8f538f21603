-- The JST day of the last オーソリNG that an order tells of: the report asks for those of its days.
ALTER TABLE order_sighting ADD COLUMN refused_on DATE;

-- An order that is kept damaged has none, and keeps nobody from the upgrade: it is told when it is asked for.
CREATE FUNCTION refused_on(order_json TEXT) RETURNS DATE LANGUAGE plpgsql AS $$
BEGIN
  RETURN greatest(
    (SELECT (max((a ->> 'RefusedAt')::timestamptz) AT TIME ZONE 'Asia/Tokyo')::date FROM jsonb_array_elements(order_json::jsonb -> 'Payments') a),
    (SELECT (d ->> 'Date')::date - 7 FROM jsonb_array_elements(order_json::jsonb -> 'DueDates') WITH ORDINALITY AS due (d, place) WHERE (d ->> 'Type')::int = 1 ORDER BY place DESC LIMIT 1));
EXCEPTION WHEN data_exception THEN
  RETURN NULL;
END $$;

UPDATE order_sighting SET refused_on = refused_on(order_json) WHERE order_json LIKE '%"Type":1,"Date":%' OR order_json LIKE '%"RefusedAt":%';

DROP FUNCTION refused_on(TEXT);

CREATE INDEX refused_order ON order_sighting (shop, refused_on) WHERE refused_on IS NOT NULL;
