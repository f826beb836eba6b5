CREATE TABLE stock (
  sku text PRIMARY KEY,
  price_cents integer NOT NULL,
  on_hand integer NOT NULL
);

CREATE TABLE coupons (
  code text PRIMARY KEY,
  percent integer NOT NULL
);

INSERT INTO stock (sku, price_cents, on_hand) VALUES ('oolong-100', 1850, 1000000);
INSERT INTO coupons (code, percent) VALUES ('STEAM10', 10);
