// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The tutorial's application on Fastify with better-sqlite3. A commit for each row;
// with --batched one for all that were asked for in a turn of the event loop.
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { parseArgs } = require('node:util');
const Database = require('better-sqlite3');
const fastify = require('fastify');

const { values: options } = parseArgs({
    options: { data: { type: 'string' }, batched: { type: 'boolean', default: false } },
});
fs.mkdirSync(options.data, { recursive: true });
const database = new Database(path.join(options.data, 'peer.db'));
database.pragma('journal_mode = WAL');
database.pragma('synchronous = FULL');
database.exec(fs.readFileSync(path.join(__dirname, '..', 'schema.sql'), 'utf8'));

const findUser = database.prepare('SELECT id, name, email FROM users WHERE id = ?');
const allUsers = database.prepare('SELECT id, name, email FROM users ORDER BY id');
const addUser = database.prepare('INSERT INTO users (name, email) VALUES (?, ?)');
const addTask = database.prepare(`INSERT INTO tasks (kind, params, state, due_at, created_at)
    VALUES ('sleep', '{"seconds":5}', 'queued', ?, ?)`);
const endTask = database.prepare(
    `UPDATE tasks SET state = 'completed', ended_at = ? WHERE id = ?`);

// One transaction for what has gathered. A row that fails, fails alone.
let waiting = [];
const runAll = database.transaction((batch) => {
    for (const entry of batch) {
        try {
            entry.result = entry.statement.run(...entry.values);
        } catch (error) {
            if (!database.inTransaction)
                throw error; // the whole batch is gone
            entry.error = error;
        }
    }
});

function flush() {
    const batch = waiting;
    waiting = [];
    try {
        runAll(batch);
    } catch (error) {
        for (const entry of batch)
            entry.reject(error);
        return;
    }
    for (const entry of batch) {
        if (entry.error)
            entry.reject(entry.error);
        else
            entry.resolve(entry.result);
    }
}

function writeBatched(statement, ...values) {
    return new Promise((resolve, reject) => {
        if (waiting.length === 0)
            setImmediate(flush);
        waiting.push({ statement, values, resolve, reject });
    });
}

const write = options.batched ? writeBatched : (statement, ...values) => statement.run(...values);

const integer = { type: 'integer' };
const string = { type: 'string' };
const object = (properties) => ({ type: 'object', properties });
const user = object({ id: integer, name: string, email: string });
const answers = (schema) => ({ response: { 200: schema } });

const app = fastify({ logger: false, forceCloseConnections: true });
app.setNotFoundHandler((request, reply) => reply.code(404).send({ error: 'Not found' }));
app.setErrorHandler((error, request, reply) =>
    error.code === 'SQLITE_CONSTRAINT_UNIQUE'
        ? reply.code(409).send({ error: 'This e-mail is taken.' })
        : reply.code(error.statusCode ?? 500).send({ error: error.message }));

app.get('/livez', { schema: answers(object({ status: string })) },
    (request, reply) => reply.send({ status: 'ok' }));

app.get('/user/:id', { schema: answers(user) }, (request, reply) => {
    const found = /^\d{1,15}$/.test(request.params.id)
        && findUser.get(Number(request.params.id));
    return found ? reply.send(found) : reply.code(404).send({ error: 'User not found' });
});

app.get('/users', { schema: answers({ type: 'array', items: user }) },
    (request, reply) => reply.send(allUsers.all()));

app.post('/add-user', {
    schema: {
        body: {
            ...object({
                name: { ...string, minLength: 1, maxLength: 50 },
                email: { ...string, minLength: 3, maxLength: 100 },
            }),
            required: ['name', 'email'],
        },
        ...answers(object({ message: string, user })),
    },
}, async (request) => {
    const { name, email } = request.body;
    const { lastInsertRowid: id } = await write(addUser, name, email);
    return { message: 'User created', user: { id, name, email } };
});

app.get('/start-task', {
    schema: answers(object({ message: string, task: object({ id: integer, state: string }) })),
}, async () => {
    const now = Date.now();
    const { lastInsertRowid: id } = await write(addTask, now, now);
    setTimeout(async () => { await write(endTask, Date.now(), id); }, 5000).unref();
    return { message: 'Task started', task: { id, state: 'queued' } };
});

app.addHook('onClose', async () => { database.close(); });
process.on('SIGTERM', () => app.close().then(() => process.exit(0)));
app.listen({ host: '127.0.0.1', port: 0, backlog: 1024 }).then(() =>
    console.log(`listening on http://127.0.0.1:${app.server.address().port}`));
