create table if not exists orders (
    number char(6) primary key,
    item varchar(120) not null,
    state varchar(20) not null check (state in ('processing', 'shipped', 'out_for_delivery', 'delivered', 'cancelled')),
    carrier varchar(60) not null,
    delivery_day date not null,
    amount_cents integer not null check (amount_cents > 0)
);
create table if not exists returns (
    reference varchar(12) primary key,
    order_number char(6) not null unique references orders (number),
    unopened boolean not null
);
create table if not exists call_backs (
    reference varchar(12) primary key,
    name varchar(80) not null,
    phone_number varchar(32) not null,
    unique (name, phone_number)
);
create sequence if not exists reference_numbers start with 1001;
