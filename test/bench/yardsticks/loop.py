# The loop that everybody writes first: parse each line, sum the tokens per model.
import json
import sys

totals = {}
with open(sys.argv[1]) as f:
    for line in f:
        call = json.loads(line)
        totals[call["model"]] = totals.get(call["model"], 0) + (call["total_tokens"] or 0)

print(json.dumps([{"model": model, "total_tokens": tokens} for model, tokens in sorted(totals.items())]))
