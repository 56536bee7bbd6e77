// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What the steps of one request cost by themselves: parse, route, reply, log.
#include "base/clock.h"
#include "base/user.h"
#include "server/answerhead.h"
#include "server/exchangerecorder.h"
#include "server/gate.h"
#include "server/listeningsocket.h"
#include "server/reply.h"
#include "server/requestparser.h"
#include "server/router.h"
#include "server/routetable.h"

#include <QCoreApplication>

#include <benchmark/benchmark.h>

using namespace frontdesk;

namespace {

constexpr std::string_view wrkRequest = "GET /user/517 HTTP/1.1\r\nHost: 127.0.0.1:5000\r\n\r\n";

constexpr std::string_view browserRequest
        = "GET /user/517 HTTP/1.1\r\n"
          "Host: 127.0.0.1:5000\r\n"
          "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0\r\n"
          "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8\r\n"
          "Accept-Language: en-US,en;q=0.5\r\n"
          "Accept-Encoding: gzip, deflate, br, zstd\r\n"
          "DNT: 1\r\n"
          "Connection: keep-alive\r\n"
          "Cookie: session=4a5b6c7d8e9f; theme=dark\r\n"
          "Upgrade-Insecure-Requests: 1\r\n"
          "Sec-Fetch-Dest: document\r\n"
          "Sec-Fetch-Mode: navigate\r\n"
          "Sec-Fetch-Site: none\r\n"
          "Priority: u=0, i\r\n"
          "\r\n";

constexpr std::string_view postRequest = "POST /add-user HTTP/1.1\r\n"
                                         "Host: 127.0.0.1:5000\r\n"
                                         "Content-Type: application/json\r\n"
                                         "Content-Length: 43\r\n"
                                         "\r\n"
                                         R"({"name":"Bench","email":"517@bench.example"})";

const Limits limits;

MessageRef parsed(MessagePool &pool, std::string_view bytes)
{
    RequestParser parser(limits);
    parser.begin(pool.take());
    parser.take(bytes);
    if (parser.status() != RequestParser::Status::Complete)
        qFatal("A request of the benchmark isn't taken.");
    return parser.finish();
}

void scan(benchmark::State &state, std::string_view bytes)
{
    for ([[maybe_unused]] auto _ : state) {
        qsizetype scanned = 0;
        benchmark::DoNotOptimize(scanHead(bytes, scanned, limits));
    }
}

void parse(benchmark::State &state, std::string_view bytes)
{
    MessagePool pool;
    RequestParser parser(limits);
    for ([[maybe_unused]] auto _ : state) {
        parser.begin(pool.take());
        benchmark::DoNotOptimize(parser.take(bytes));
        benchmark::DoNotOptimize(parser.finish());
    }
}

void gate(benchmark::State &state)
{
    MessagePool pool;
    const auto message = parsed(pool, browserRequest);
    const Gate gate(Scheme::Http);
    for ([[maybe_unused]] auto _ : state)
        benchmark::DoNotOptimize(gate.check(*message, true));
}

void findRoute(benchmark::State &state, std::string_view path)
{
    RouteTable table;
    for (const char *pattern : { "/", "/livez", "/users", "/user/{id}", "/tasks", "/tasks/{id}" })
        table.add(Method::Get, pattern, [](Request) -> Async<Reply> { return Reply::empty(204); });
    for ([[maybe_unused]] auto _ : state)
        benchmark::DoNotOptimize(table.find(path));
}

/// QHttpServer's parser and router, to our rule and back.
void throughQHttpServer(benchmark::State &state)
{
    MessagePool pool;
    const auto message = parsed(pool, wrkRequest);
    const auto socket = ListeningSocket::open(QHostAddress(QHostAddress::LocalHost), 0);
    qint64 arrived = 0;
    Router router(socket->descriptor(), [&arrived](const MessageRef &) { ++arrived; });
    QCoreApplication::processEvents(); // it takes the facade for a client
    for ([[maybe_unused]] auto _ : state)
        benchmark::DoNotOptimize(router.route(message));
    if (arrived != qint64(state.iterations()))
        state.SkipWithError("not every request arrived");
}

AnswerHead headOf()
{
    AnswerHead head;
    head.requestId = "0123456789abcdef";
    head.dateField = "Date: Mon, 23 Nov 2026 12:00:00 GMT\r\n";
    return head;
}

void userReply(benchmark::State &state)
{
    MessagePool pool;
    const auto message = parsed(pool, wrkRequest);
    const auto head = headOf();
    const User user { 517, "Ada Lovelace", "ada@bench.example" };
    std::string text;
    for ([[maybe_unused]] auto _ : state) {
        const Reply reply = Reply::json(toJson(user));
        writeHead(text, *message, reply, head);
        benchmark::DoNotOptimize(text.data());
    }
}

void problemReply(benchmark::State &state)
{
    MessagePool pool;
    const auto message = parsed(pool, wrkRequest);
    const auto head = headOf();
    std::string text;
    for ([[maybe_unused]] auto _ : state) {
        auto reply = Reply::problem(404, QStringLiteral("user_not_found"),
                                    QStringLiteral("User not found"));
        reply.render(message->accepts("application/problem+json"), head.requestId);
        writeHead(text, *message, reply, head);
        benchmark::DoNotOptimize(text.data());
    }
}

/// The picture of an exchange, and its way into the list that is taken now and then.
void log(benchmark::State &state, std::string_view bytes)
{
    MessagePool pool;
    const auto message = parsed(pool, bytes);
    std::string head;
    writeHead(head, *message, Reply::json(QByteArrayLiteral("{}")), headOf());
    ExchangeRecorder recorder;
    qsizetype recorded = 0;
    for ([[maybe_unused]] auto _ : state) {
        recorder.record(describe(*message, limits, head));
        if (++recorded == 5000) {
            benchmark::DoNotOptimize(recorder.take());
            recorded = 0;
        }
    }
}

void clockReading(benchmark::State &state)
{
    for ([[maybe_unused]] auto _ : state)
        benchmark::DoNotOptimize(steadyNs());
}

BENCHMARK_CAPTURE(scan, wrk, wrkRequest)->Name("parse/head scan, wrk's request");
BENCHMARK_CAPTURE(scan, browser, browserRequest)->Name("parse/head scan, a browser's");
BENCHMARK_CAPTURE(parse, wrk, wrkRequest)->Name("parse/whole, wrk's request");
BENCHMARK_CAPTURE(parse, browser, browserRequest)->Name("parse/whole, a browser's");
BENCHMARK_CAPTURE(parse, post, postRequest)->Name("parse/whole, POST with a body");
BENCHMARK(gate)->Name("route/gate");
BENCHMARK_CAPTURE(findRoute, plain, "/livez")->Name("route/table, /livez");
BENCHMARK_CAPTURE(findRoute, argument, "/user/517")->Name("route/table, /user/517");
BENCHMARK_CAPTURE(findRoute, missing, "/nothing")->Name("route/table, not there");
BENCHMARK(throughQHttpServer)->Name("route/through QHttpServer");
BENCHMARK(userReply)->Name("reply/user");
BENCHMARK(problemReply)->Name("reply/404");
BENCHMARK_CAPTURE(log, wrk, wrkRequest)->Name("log/wrk's request");
BENCHMARK_CAPTURE(log, browser, browserRequest)->Name("log/a browser's");
BENCHMARK(clockReading)->Name("clock/one reading");

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_NO_GLIB", "1"); // as Frontdesk's server threads
    const QCoreApplication application(argc, argv);
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv))
        return 1;
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
}
