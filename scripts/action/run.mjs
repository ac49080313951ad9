// What action.yml runs: `tollbook check`, its answer as the job summary, and one comment on the pull request.
//
// The exit code is that of the check. A comment that cannot be written (a fork's token may not, the API is down) is a warning and
// never fails a build. Arguments come one per line and go to no shell; the token goes to the API alone.
import { spawnSync } from 'node:child_process';
import { appendFileSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const MARKER = '<!-- tollbook check -->';
const MOST_TRIES = 3;
const LONGEST_WAIT_SECONDS = 30;
// GitHub refuses longer ones.
const LONGEST_BODY = 65_000;
const PER_PAGE = 100;

const { INPUT_ARGUMENTS = '', INPUT_TOKEN: token = '', ...environment } = process.env;
const main = environment.TOLLBOOK_MAIN ?? fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

const words = INPUT_ARGUMENTS.split('\n')
  .map((line) => line.trim())
  .filter((line) => line !== '');
const { TOLLBOOK_MAIN: _, ...childEnvironment } = environment;
const check = spawnSync(process.execPath, [main, 'check', ...words, '--format', 'markdown'], {
  encoding: 'utf8',
  env: childEnvironment,
  maxBuffer: 64 * 1024 * 1024,
});
process.stderr.write(check.stderr ?? '');
process.exitCode = check.status ?? 1;

const answer = check.stdout || `## tollbook check could not run\n\n${fenced(check.stderr ?? '')}\n`;
if (environment.GITHUB_STEP_SUMMARY) appendFileSync(environment.GITHUB_STEP_SUMMARY, answer);

const number = pullRequest();
if (number !== undefined && token !== '') {
  try {
    process.stdout.write(`tollbook: ${await comment(number)}\n`);
  } catch (error) {
    process.stdout.write(`::warning::tollbook: no comment was written: ${oneLine(error.message)}\n`);
  }
} else {
  process.stdout.write('tollbook: no pull request or no token, the job summary has the answer\n');
}

/** Creates the comment where something is to be said, updates it where it is there and says something else. */
async function comment(pull) {
  const { GITHUB_API_URL: api = 'https://api.github.com', GITHUB_REPOSITORY: repository } = environment;
  const body = `${MARKER}\n${answer}`.slice(0, LONGEST_BODY);
  const issues = `${api}/repos/${repository}/issues`;
  const before = await existing(`${issues}/${pull}/comments`);
  if (before === undefined) {
    if (process.exitCode === 0 && !answer.includes('| warn |')) return 'every gate passes, nothing to comment on';
    await request('POST', `${issues}/${pull}/comments`, { body });
    return 'commented';
  }
  if (before.body === body) return 'the comment already says so';
  await request('PATCH', `${issues}/comments/${before.id}`, { body });
  return 'updated the comment';
}

async function existing(url) {
  for (let page = 1; ; page += 1) {
    const comments = await request('GET', `${url}?per_page=${PER_PAGE}&page=${page}`);
    const ours = comments.find(({ body }) => body?.startsWith(MARKER));
    if (ours !== undefined || comments.length < PER_PAGE) return ours;
  }
}

/** Waits as long as a rate limit says and tries again, and after a failure of the server. Throws for any other refusal. */
async function request(method, url, content) {
  for (let tries = 1; ; tries += 1) {
    const response = await fetch(url, {
      method,
      headers: {
        accept: 'application/vnd.github+json',
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'user-agent': 'tollbook',
      },
      ...(content === undefined ? {} : { body: JSON.stringify(content) }),
    });
    if (response.ok) return response.json();
    const wait = response.headers.get('retry-after');
    const isTemporary = response.status >= 500 || response.status === 429 || (response.status === 403 && wait !== null);
    if (!isTemporary || tries === MOST_TRIES) throw new Error(`the API answered ${response.status} to ${method}`);
    const seconds = Math.min(Number(wait ?? tries) || 0, LONGEST_WAIT_SECONDS);
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  }
}

function pullRequest() {
  if (!environment.GITHUB_EVENT_PATH) return undefined;
  const found = JSON.parse(readFileSync(environment.GITHUB_EVENT_PATH, 'utf8')).pull_request?.number;
  return Number.isSafeInteger(found) ? found : undefined;
}

/** A fence longer than any in the text, so that the text cannot end it. */
function fenced(text) {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${text.trimEnd()}\n${fence}`;
}

/** A workflow command ends with its line. */
function oneLine(text) {
  return text.replace(/[\r\n%]+/g, ' ');
}
