CREATE TABLE stock (
  sku text PRIMARY KEY,
  price_cents integer NOT NULL,
  on_hand integer NOT NULL CHECK (on_hand >= 0),
  preorder boolean NOT NULL DEFAULT false
);

CREATE TABLE coupons (
  code text PRIMARY KEY,
  percent integer NOT NULL
);

CREATE TABLE orders (
  id serial PRIMARY KEY,
  sku text NOT NULL REFERENCES stock,
  quantity integer NOT NULL,
  total_cents integer NOT NULL
);

INSERT INTO stock (sku, price_cents, on_hand, preorder) VALUES
  ('oolong-100', 1850, 1000000, false),
  ('puerh-357', 9900, 0, false),
  ('spring-longjing', 4200, 0, true);

INSERT INTO coupons (code, percent) VALUES ('STEAM10', 10);
