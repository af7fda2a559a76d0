-- Days are kept as days from the day of reading, so that the sample orders never grow old. A day
-- that a caller chose is kept as that day. Statements end with a semicolon and hold no other.
create table if not exists orders (
    number           char(6)      primary key,
    status           varchar(20)  not null check (status in
        ('processing', 'shipped', 'out_for_delivery', 'delivered', 'cancelled', 'returned')),
    item             varchar(80)  not null,
    amount_cents     integer      not null check (amount_cents >= 0),
    carrier          varchar(40)  not null,
    expected_in_days integer      not null,
    delivered_days_ago integer    not null,
    chosen_day       date
);
create table if not exists returns (
    id           integer     generated always as identity (start with 1001) primary key,
    order_number char(6)     not null unique references orders (number),
    unopened     boolean     not null,
    registered   timestamp   not null
);
create table if not exists call_backs (
    id           integer      generated always as identity (start with 2001) primary key,
    request      varchar(160) not null unique,
    name         varchar(80)  not null,
    phone_number varchar(20)  not null,
    requested    timestamp    not null
);
