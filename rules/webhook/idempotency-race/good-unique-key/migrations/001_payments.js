exports.up = (knex) =>
  knex.schema.createTable('payments', (table) => {
    table.increments('id');
    table.string('operation_number').notNullable().unique();
    table.string('cip').notNullable();
    table.decimal('amount', 12, 2);
  });
