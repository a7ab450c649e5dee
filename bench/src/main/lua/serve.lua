-- For wrk: asks for one row after the other out of a file of JSON objects, one a line, and says at the end what bench/serve
-- reads. `wrk … -s serve.lua URL -- rows.jsonl`
local requests = {}
local next = 0

function init(args)
  for line in io.lines(args[1]) do
    requests[#requests + 1] = wrk.format('POST', nil, {['Content-Type'] = 'application/json'}, line)
  end
  next = math.random(#requests)
end

function request()
  next = next % #requests + 1
  return requests[next]
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format('answers %d seconds %.3f p50 %.3f p99 %.3f p999 %.3f most %.3f errors %d\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    latency:percentile(99.9) / 1e3, latency.max / 1e3,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
