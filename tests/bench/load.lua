-- SPDX-FileCopyrightText: 2026 The Frontdesk developers
-- SPDX-License-Identifier: GPL-3.0-or-later

-- wrk's side of ./dev bench: `wrk -s load.lua URL -- KIND`. Prints one line of
-- JSON when it is done.
local count = 0
local fixed

local function one_user()
    count = count % 1000 + 1
    return wrk.format("GET", "/user/" .. count)
end

-- Also of another run on the same data.
local run = os.time()

local function unique_user()
    count = count + 1
    return wrk.format("POST", "/add-user", { ["Content-Type"] = "application/json" },
        '{"name":"Bench","email":"' .. count .. "@" .. run .. '.bench.example"}')
end

local function noop_task()
    return wrk.format("POST", "/tasks", { ["Content-Type"] = "application/json" },
        '{"kind":"sleep","params":{"seconds":0}}')
end

-- A hundred of a million users begin like that.
local function search()
    return wrk.format("GET", string.format("/users?limit=20&q=User%%20%05d", math.random(0, 9999)))
end

-- Of a million users; every hundredth request adds one.
local function some_of_all()
    count = count + 1
    if count % 100 == 0 then return unique_user() end
    return wrk.format("GET", "/user/" .. math.random(1, 1000000))
end

local makers = {
    user = one_user, add = unique_user, noop = noop_task, search = search, some = some_of_all
}

function init(args)
    if args[2] then -- a pause before each request of a connection, in ms
        local pause = tonumber(args[2])
        delay = function() return pause end
    end
    request = makers[args[1]]
    if not request then
        fixed = wrk.format("GET") -- the URL's own path
        request = function() return fixed end
    end
end

function done(summary, latency)
    io.write(string.format(
        '{"requests":%d,"seconds":%.3f,"p50_us":%d,"p99_us":%d,"failed":%d,"refused":%d}\n',
        summary.requests, summary.duration / 1e6, latency:percentile(50), latency:percentile(99),
        summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout,
        summary.errors.status))
end
