/**
 * Korean.
 */
import { FORMATS_AND_STATEMENTS } from './ko/formats.js';
import type { Language } from './language.js';

/** Labels of columns, titles of tables, and words that stand in cells. */
const WORDS: Language['phrases'] = {
  total: '합계',
  other: '기타',
  yes: '예',
  no: '아니요',
  unallocated: '미배분',
  '(none)': '(없음)',
  note: '참고',
  Notes: '참고 사항',
  Contents: '목차',
  Copy: '복사',
  Copied: '복사됨',
  Summary: '요약',
  'What was read': '읽은 자료',
  Other: '기타',
  'all, weighted': '전체(가중 평균)',
  unpriced: '가격 없음',
  inconclusive: '판단 불가',

  // groupings
  model: '모델',
  provider: '제공사',
  endpoint: '엔드포인트',
  region: '리전',
  gateway: '게이트웨이',
  team: '팀',
  cost_centre: '코스트 센터',
  project: '프로젝트',
  user: '사용자',
  key: '키',
  environment: '환경',
  format: '형식',
  streamed: '스트리밍',
  tier: '등급',
  batch: '배치',
  session: '세션',
  hour: '시간',
  day: '일자',
  week: '주',
  month: '월',

  // columns
  figure: '지표',
  value: '값',
  currency: '통화',
  'shown as': '표시',
  basis: '기준',
  detail: '세부',
  calls: '호출',
  tokens: '토큰',
  cost: '비용',
  'list cost': '정가 비용',
  'unpriced calls': '가격 없는 호출',
  share: '비중',
  errors: '오류',
  error: '오류',
  http: 'HTTP',
  requests: '요청',
  'failed in the end': '최종 실패',
  'cut streams': '끊긴 스트림',
  first: '처음',
  last: '마지막',
  attempts: '시도',
  'error rate': '오류율',
  'cost of failures': '실패 비용',
  cancelled: '취소',
  blocked: '차단',
  input: '입력',
  cached: '캐시됨',
  'cache writes': '캐시 쓰기',
  'cache reads': '캐시 읽기',
  'cache hit rate': '캐시 적중률',
  'cache-hit rate': '캐시 적중률',
  'plain input': '일반 입력',
  output: '출력',
  reasoning: '추론',
  unsplit: '구분 없음',
  'total tokens': '총 토큰',
  'without cache': '캐시 없을 때',
  'saved by the cache': '캐시 절감액',
  'p50 (ms)': 'p50 (ms)',
  'p95 (ms)': 'p95 (ms)',
  'p99 (ms)': 'p99 (ms)',
  'mean (ms)': '평균 (ms)',
  'first token p50 (ms)': '첫 토큰 p50 (ms)',
  'first token p95 (ms)': '첫 토큰 p95 (ms)',
  'first token p99 (ms)': '첫 토큰 p99 (ms)',
  'first token timed': '첫 토큰 측정',
  timed: '측정됨',
  'tokens/s p50': '초당 토큰 p50',
  'wait hidden': '가려진 대기',
  'not streamed': '비스트리밍',
  'not said whether streamed': '스트리밍 여부 모름',
  'output from': '출력 하한',
  below: '미만',
  'streamed p50 (ms)': '스트리밍 p50 (ms)',
  'not streamed p50 (ms)': '비스트리밍 p50 (ms)',
  'difference (ms)': '차이 (ms)',
  milliseconds: '밀리초',
  median: '중앙값',
  '95th percentile': '95 백분위',
  '99th percentile': '99 백분위',
  'first token, median': '첫 토큰, 중앙값',
  prompts: '프롬프트',
  'with personal data': '개인정보 포함',
  before: '이전',
  after: '이후',
  change: '변화',
  price: '가격',
  volume: '사용량',
  mix: '구성',
  status: '상태',
  'calls before': '이전 호출',
  Base: '기준 결과',
  Head: '새 결과',
  what: '항목',
  how: '방법',
  why: '이유',
  have: '있음',
  of: '전체',
  file: '파일',
  files: '파일',
  lines: '행',
  blank: '빈 행',
  rejected: '거부',
  ignored: '무시',
  'with calls': '호출 있음',
  'calls found': '찾은 호출',
  accepted: '채택',
  duplicate: '중복',
  reason: '사유',
  'first line': '첫 행',
  'first call': '첫 호출',
  'last call': '마지막 호출',
  remark: '비고',
  outcome: '결과',
  formats: '형식',
  meter: '과금 항목',
  quantity: '수량',
  'other quantity': '기타 수량',
  'unit price': '단가',
  per: '단위',
  amount: '금액',
  rule: '규칙',
  'in force': '적용 기간',
  source: '출처',
  SKU: 'SKU',
  layer: '계층',
  from: '시작',
  to: '끝',
  prices: '가격',
  conditions: '조건',
  'first seen': '처음 발견',
  'last seen': '마지막 발견',
  nearest: '가장 비슷한 것',
  finding: '발견',
  about: '대상',
  found: '찾은 값',
  'below it': '그 아래',
  says: '내용',
  offer: '오퍼',
  step: '단계',
  alternative: '대안',
  'variant of': '변형 원본',
  'per month': '월간',
  savings: '절감액',
  rate: '비율',
  'without infra': '인프라 제외',
  'one-time cost': '일회성 비용',
  'net benefit': '순이익',
  ROI: 'ROI',
  'payback (months)': '회수 기간(개월)',
  'net present value': '순현재가치',
  'break-even tokens/month': '손익분기 토큰/월',
  cheaper: '더 저렴한 쪽',
  'per month if it is': '지원하면 월간',
  'if not': '지원하지 않으면',
  'breaks even at': '손익분기점',
  'counted in': '집계 단위',
  over: '범위',
  'more than': '초과',
  'and fewer than': '미만',
  'cost more than': '다음보다 비쌈',
  'per call': '호출당',
  'per million tokens': '백만 토큰당',
  discounts: '할인',
  fees: '수수료',
  'infrastructure (assumed)': '인프라(가정)',
  where: '위치',
  'tokens per month': '월간 토큰',
  'less of it': '적을 때',
  'more of it': '많을 때',
  assumption: '가정',
  budget: '예산',
  scope: '범위',
  period: '기간',
  actual: '실적',
  'share used': '사용 비율',
  landing: '월말 예상',
  gate: '게이트',
  worst: '최악',
  limit: '한도',
  unit: '단위',
  'first broken': '처음 위반',
  kind: '종류',
  'days seen': '관측 일수',
  days: '일수',
  conclusive: '판단 가능',
  growth: '증가율',
  'cost, 80 %': '비용, 80 %',
  'cost, 95 %': '비용, 95 %',
  method: '방법',
  origins: '검증 시점',
  'seasonal naive': '계절 단순',
  'run rate': '현재 속도',
  advice: '조언',
  subject: '대상',
  'calls per month': '월간 호출',
  'saves per month': '월간 절감',
  'what it is': '설명',
  'a call is known by': '호출 식별자',
  'cached tokens in input': '입력에 캐시 포함',
  'reasoning in output': '출력에 추론 포함',
  'not logged': '기록 없음',
  'logged as': '기록 종류',
  'logged in': '기록 통화',
  logged: '기록',
  computed: '계산',
  'logged − computed': '기록 − 계산',
  'logged ÷ computed': '기록 ÷ 계산',
  cause: '원인',
  'likely cause': '추정 원인',

  // budgets, closed months, reconciliations, limits
  unknown: '알 수 없음',
  used: '사용',
  left: '남음',
  'landing of budget': '예산 대비 월말 예상',
  'landing at most (80 %)': '월말 예상 상한(80 %)',
  'first day': '첫날',
  'last day': '마지막 날',
  'credits and adjustments': '크레딧과 조정',
  exceeded: '초과',
  'lands above': '초과 예상',
  'at risk': '위험',
  within: '이내',
  beyond: '벗어남',
  'No budget holds in this period.': '이 기간에 해당하는 예산이 없습니다.',
  closed: '마감',
  reopened: '다시 엶',
  open: '열림',
  now: '현재',
  difference: '차이',
  'calls without a price': '가격 없는 호출',
  'cost, at least': '비용, 최소',
  'cost, at most': '비용, 최대',
  'cost with them': '반영한 비용',
  "Why: the closed usage at today's prices, and the calls of today":
    '이유: 마감한 사용량을 현재 가격으로 계산한 것과 현재의 호출',
  'calls closed': '마감한 호출',
  'calls now': '현재 호출',
  'by prices': '가격에 따라',
  'by calls': '호출에 따라',
  'Now = closed + by prices + by calls; where a token total was not split, at the cheap end.':
    '현재 = 마감 + 가격에 따라 + 호출에 따라. 토큰 합계를 나누지 않은 경우 낮은 쪽 금액입니다.',
  'What was done with the month': '이달에 한 일',
  record: '기록',
  close: '마감',
  reopen: '다시 열기',
  reconciliation: '대조',
  'last reopened because': '마지막으로 다시 연 이유',
  reconciled: '대조됨',
  'Months in the books': '장부의 달',
  'No month was closed and nothing was entered yet.': '마감한 달도 입력한 항목도 아직 없습니다.',
  'Entered lines': '입력한 항목',
  'Credits and adjustments': '크레딧과 조정',
  'Entered lines of invoices': '입력한 청구서 항목',
  id: 'ID',
  description: '설명',
  reference: '참조',
  credit: '크레딧',
  adjustment: '조정',
  invoice: '청구서',
  'their calls': '상대 호출',
  'our calls': '우리 호출',
  'their tokens': '상대 토큰',
  'our tokens': '우리 토큰',
  statement: '명세서',
  ledger: '원장',
  'statement − ledger': '명세서 − 원장',
  'their tokens − ours': '상대 토큰 − 우리 토큰',
  'statement ÷ ledger': '명세서 ÷ 원장',
  verdict: '판정',
  'within tolerance': '허용 오차 이내',
  'beyond tolerance': '허용 오차 초과',
  'no difference but of 0.01': '0.01 외의 차이는 허용하지 않음',
  'Statement against ledger, by day and model': '일자·모델별 명세서와 원장 비교',
  'Statement against ledger, by month and model': '월·모델별 명세서와 원장 비교',
  'A day alone fails nothing: models over the whole period and their total do.':
    '하루의 차이만으로는 실패하지 않습니다. 전체 기간의 모델별 합계와 총계로 판단합니다.',
  'By model, over the whole period': '모델별, 전체 기간',
  'Only calls that log a cost. A likely cause is a mistake that, made alone, gives the logged amount.':
    '비용을 기록한 호출만 포함합니다. 추정 원인은 그 실수 하나만으로 기록된 금액이 나오는 것입니다.',
  fail: '실패',
  warn: '경고',
  pass: '통과',
  'What broke, in the order in which it did': '위반한 것(위반한 순서)',
  'What holds': '지켜진 것',
  'pays with': '회수 확률',
  'net benefit, 80 %': '순이익, 80 %',
  'net benefit, 95 %': '순이익, 95 %',
  'payback from, 80 %': '회수 시작, 80 %',
  'savings, 80 %': '절감액, 80 %',
  'savings, 95 %': '절감액, 95 %',
  'How sure that is, by the forecast': '예측에 따른 확실성',
  'where the tier begins': '구간이 시작하는 곳',
  'this month': '이달',
  'where the next begins': '다음 구간이 시작하는 곳',
  'volume, 10 %': '사용량, 10 %',
  'cache-hit rate, 10 % of it': '캐시 적중률, 그 10 %',
  'discounts, 10 % of them': '할인, 그 10 %',
  'fees, 10 %': '수수료, 10 %',
  'exchange rate, 10 %': '환율, 10 %',
  'growth, 1 point a month': '증가율, 월 1 %p',
  'Every list price that was applied to the calls seen': '관측된 호출에 적용된 모든 정가',
  'The calls behind every price': '각 가격에 해당하는 호출',
  command: '명령',
  free: '무료',
  'no amount': '금액 없음',
  'all at the input price to all at the output price': '전부 입력 가격일 때부터 전부 출력 가격일 때까지',
  'The call as logged': '기록된 호출',
  call: '호출',
  request: '요청',
  time: '시각',
  'input tokens': '입력 토큰',
  'output tokens': '출력 토큰',
  'service tier': '서비스 등급',
  speed: '속도',
  'inference geo': '추론 지역',
  'logged cost': '기록된 비용',
  line: '행',
  'It was not charged: it failed without using tokens, or was answered from the cache of a gateway.':
    '과금되지 않았습니다. 토큰을 쓰지 않고 실패했거나 게이트웨이의 캐시가 답했습니다.',
  'not looked up': '찾지 않음',
  exact: '정확히 일치',
  prefix: '앞부분 일치',
  suffix: '뒷부분 일치',
  pattern: '패턴 일치',
  alias: '별칭',
  gap: '공백',
  disagreement: '불일치',
  stale: '오래됨',
  age: '오래된 정도',
  'no price': '가격 없음',
  'no conditions': '조건 없음',
  observed: '관측',
  forecast: '예측',
  estimate: '추정',
  'the bounds are what the rest of the month costs on days like the least and like the busiest':
    '범위는 남은 날이 가장 한가한 날과 같을 때부터 가장 바쁜 날과 같을 때까지의 비용입니다',
  'Files (dry run: nothing was stored)': '파일(시험 실행: 아무것도 저장하지 않음)',
  inclusive: '포함',
  exclusive: '별도',
  contained: '포함',
  additive: '별도',
  none: '없음',
  'decided by the total': '합계로 판단',
  'decided by the lines of the file': '파일의 행으로 판단',
  'by the kind of usage': '사용량 종류에 따라',
  always: '항상',
  query: '질의',

  // titles
  Cost: '비용',
  Usage: '사용량',
  Errors: '오류',
  Latency: '지연 시간',
  Prices: '가격',
  Findings: '발견 사항',
  'What changed': '달라진 것',
  Files: '파일',
  'Lines that hold no call': '호출이 없는 행',
  'Unpriced usage': '가격 없는 사용량',
  'Cost per month': '월간 비용',
  'Where the savings per month come from': '월간 절감액의 출처',
  'What moving costs once': '이전의 일회성 비용',
  'Month by month': '월별',
  'Tiers near this volume': '이 사용량 주변의 요금 구간',
  'Not known whether it is carried': '지원 여부를 모르는 것',
  'Cliffs: volumes that cost more than a larger one': '요금 절벽: 더 많은 사용량보다 비싼 사용량',
  'Cost of the calls seen, without what is charged per month': '관측된 호출의 비용(월정액 제외)',
  'Every price that was applied': '적용된 모든 가격',
  'Cost by month': '월별 비용',
  'Log formats, in the order in which a line is offered to them': '로그 형식(행을 시험하는 순서)',
  'Logged cost against computed cost': '기록된 비용과 계산된 비용',
  'Savings these calls show, each on its own: they overlap': '이 호출에서 보이는 절감(각각 따로 계산하며 서로 겹침)',
  'Methods (mean absolute scaled error in the backtest: below 1 is better than last week again)':
    '방법(백테스트의 평균 절대 척도 오차: 1 미만이면 지난주 반복보다 나음)',
  'Streamed against not streamed, matched on model and output size':
    '스트리밍과 비스트리밍 비교(같은 모델과 출력 크기)',
  'Usage by {groups}': '{groups}별 사용량',
  'Cost by {groups}': '{groups}별 비용',
  'Errors by {groups}': '{groups}별 오류',
  'Latency by {groups}': '{groups}별 지연 시간',
  'What changed, by {groups}': '{groups}별 달라진 것',
  'Bills of {offer}': '{offer}의 청구 내역',
  'Prices of SKUs with {text}': '{text}가 들어간 SKU의 가격',
  'Prices of {name}': '{name}의 가격',
  'no model': '모델 없음',
  'Savings per month against {baseline}': '{baseline} 대비 월간 절감액',
  'Over {months} {months|month|months}': '{months}개월 동안',
  'Net benefit over {months} months, when one thing is other than assumed': '가정 하나가 달라질 때 {months}개월 순이익',
};

/** What stands above every report. */
const HEADER: Language['phrases'] = {
  'Costs are estimates at list prices (basis: list)': '비용은 정가 기준 추정치입니다(기준: 정가)',
  "Costs follow the offer's terms (basis: contracted)": '비용은 오퍼의 조건을 따릅니다(기준: 계약)',
  'Costs are reconciled with an invoice (basis: invoiced)': '비용은 청구서와 대조되었습니다(기준: 청구)',
  'Costs are what subscription traffic would have cost, not what was billed (basis: notional)':
    '비용은 구독 트래픽을 정가로 환산한 것이며 실제 청구액이 아닙니다(기준: 명목)',
  'Costs are estimates, partly of subscription traffic that is not billed per call (basis: mixed)':
    '비용은 추정치이며 호출 단위로 청구되지 않는 구독 트래픽이 섞여 있습니다(기준: 혼합)',
  'No call is among those asked for.': '요청한 조건에 맞는 호출이 없습니다.',
  'No call has a time.': '시각이 있는 호출이 없습니다.',
  'Last call at {at}.': '마지막 호출: {at}.',
  'Answered by the ledger {path}. {last}': '원장 {path}에서 답했습니다. {last}',
  'Answered by the ledger {path} ({files} {files|file|files}). {last}':
    '원장 {path}(파일 {files}개)에서 답했습니다. {last}',
  'Read from {path}. {last}': '{path}에서 읽었습니다. {last}',
  'Read from {files} {files|file|files}: {path}. {last}': '파일 {files}개에서 읽었습니다: {path}. {last}',
  'Period: unknown; days are cut in {zone}.': '기간: 알 수 없음. 날짜는 {zone} 기준입니다.',
  'the first call': '첫 호출',
  'the last call': '마지막 호출',
  'Period: {from} to {to} (excluded); days are cut in {zone}.':
    '기간: {from}부터 {to} 전까지. 날짜는 {zone} 기준입니다.',
  'Period: {from} to {to}, the span of the calls; days are cut in {zone}.':
    '기간: {from}부터 {to}까지, 호출이 있는 범위. 날짜는 {zone} 기준입니다.',
  'Coverage: {seen} of {days} {days|day|days} with calls.': '범위: {days}일 중 {seen}일에 호출이 있습니다.',
  'Coverage: {seen} of {days} {days|day|days} with calls; {untimed} {untimed|call|calls} without a time.':
    '범위: {days}일 중 {seen}일에 호출이 있습니다. 시각 없는 호출 {untimed}건.',
  '{lines} {lines|line|lines}: {blank} blank, {rejected} rejected, {ignored} ignored, {withCalls} with calls; {found} {found|call|calls} found: {accepted} accepted, {duplicate} duplicate.':
    '{lines}행: 빈 행 {blank}, 거부 {rejected}, 무시 {ignored}, 호출 있음 {withCalls}. 찾은 호출 {found}건: 채택 {accepted}, 중복 {duplicate}.',
  'Allocation: {rules} {rules|rule|rules} took {taken} of {calls} {calls|call|calls}; {unallocated} without a rule and a team of their own.':
    '배분: 규칙 {rules}개가 호출 {calls}건 중 {taken}건을 맡았습니다. 규칙도 팀도 없는 호출 {unallocated}건.',
  'Allocation: {rules} {rules|rule|rules} took {taken} of {calls} {calls|call|calls}, {shared} of them shared; {unallocated} without a rule and a team of their own.':
    '배분: 규칙 {rules}개가 호출 {calls}건 중 {taken}건을 맡았고 그중 {shared}건은 나눠 부담합니다. 규칙도 팀도 없는 호출 {unallocated}건.',
  '{cost}, price book {id}.': '{cost}. 가격표 {id}.',
  '{cost}, price book {id} as of {asOf}.': '{cost}. 가격표 {id}, {asOf} 기준.',
  '{month} in {currency}: 1 {base} = {rate} {currency} ({source}, {asOf}).':
    '{month} {currency} 환율: 1 {base} = {rate} {currency} ({source}, {asOf}).',
  'Totals are lower bounds: {open} of {calls} {calls|call|calls} could not be fully priced.':
    '합계는 하한값입니다: 호출 {calls}건 중 {open}건은 가격을 모두 매기지 못했습니다.',
  'Figures are rounded; totals are the exact totals, rounded.':
    '수치는 반올림한 것이며, 합계는 정확한 합계를 반올림한 것입니다.',
  'Monthly figures are {sentence}.': '월간 수치: {sentence}.',
  'A month is {sentence}. Costs are contracted terms times logged usage: an estimate, in {currency}.':
    '한 달: {sentence}. 비용은 계약 조건에 기록된 사용량을 곱한 추정치이며 통화는 {currency}입니다.',
  '{side}: {file}, {period}, price book {book}.': '{side}: {file}, {period}, 가격표 {book}.',
};

/** Sentences under tables. */
const REMARKS: Language['phrases'] = {
  '{attempts} {attempts|attempt|attempts}: {errors} {errors|error|errors}. {requests} {requests|request|requests}: {retried} retried, {failed} failed in the end. {cut} {cut|stream|streams} cut.':
    '시도 {attempts}건: 오류 {errors}건. 요청 {requests}건: 재시도 {retried}건, 최종 실패 {failed}건. 끊긴 스트림 {cut}건.',
  'Streamed against not streamed: {reason}.': '스트리밍과 비스트리밍: {reason}.',
  'not matched: the logs do not say which calls were streamed': '비교할 수 없음: 로그에 스트리밍 여부가 없습니다',
  'not matched: no call is logged as streamed': '비교할 수 없음: 스트리밍으로 기록된 호출이 없습니다',
  'not matched: no call is logged as not streamed': '비교할 수 없음: 비스트리밍으로 기록된 호출이 없습니다',
  'not matched: no model has timed calls of both kinds with a similar output size':
    '비교할 수 없음: 출력 크기가 비슷한 두 종류의 호출을 모두 가진 모델이 없습니다',
  'Wait hidden: median of 1 − first token ÷ total, on the streamed calls that log both.':
    '가려진 대기: 둘 다 기록한 스트리밍 호출에서 1 − 첫 토큰 ÷ 전체의 중앙값.',
  'The last row is the mean of the medians above it, each weighted by how many pairs of calls it stands for.':
    '마지막 행은 위 중앙값들의 평균이며, 대표하는 호출 쌍의 수로 가중했습니다.',
  'amount = quantity × unit price ÷ per': '금액 = 수량 × 단가 ÷ 단위',
  'price + volume + mix = change. Volume is tokens (calls where none are counted); mix is what they were used for.':
    '가격 + 사용량 + 구성 = 변화. 사용량은 토큰(없으면 호출)이고, 구성은 무엇에 썼는지입니다.',
  'Of the total, traffic that moved from one row to another is mix, so its volume and mix are not the sums of the rows.':
    '합계에서는 행 사이를 옮겨 간 트래픽이 구성에 들어가므로, 사용량과 구성은 행의 합이 아닙니다.',
  '{currency} per million tokens where no other unit is named': '다른 단위가 없으면 백만 토큰당 {currency}',
  'Nothing is missing, at odds or old.': '빠지거나 어긋나거나 오래된 것이 없습니다.',
  'There are more rows than are shown here.': '표시된 것보다 행이 더 있습니다.',
};

/** What a reader has to know, and how a month came about. */
const NOTES: Language['phrases'] = {
  'the ledger was brought from version {from} of its tables to {to}; earlier versions of tollbook cannot read it any more':
    '원장의 표를 버전 {from}에서 {to}(으)로 올렸습니다. 이전 버전의 tollbook은 이제 이 원장을 읽지 못합니다',
  '{calls} {calls|call|calls} without a time {calls|is|are} left out, because a period was asked for':
    '기간을 지정했으므로 시각 없는 호출 {calls}건은 뺐습니다',
  '{calls} {calls|call|calls}, answered or cut off, {calls|logs|log} no tokens: what {calls|it|they} cost is unknown and not in any total':
    '응답되었거나 중간에 끊긴 호출 {calls}건이 토큰을 기록하지 않았습니다. 비용을 알 수 없어 어떤 합계에도 들어 있지 않습니다',
  '{calls} {calls|call logs|calls log} only input or only output tokens: what the other side cost is unknown and not in any total':
    '호출 {calls}건이 입력 또는 출력 토큰만 기록했습니다. 나머지 쪽의 비용을 알 수 없어 어떤 합계에도 들어 있지 않습니다',
  '{calls} {calls|call has|calls have} a time that cannot be read: {calls|it counts|they count} as without one':
    '호출 {calls}건의 시각을 읽을 수 없어 시각이 없는 것으로 셉니다',
  'Calls that do not agree, by their ids': 'ID로 맞춰 보아 일치하지 않는 호출',
  'what differs': '차이',
  'not in the ledger': '원장에 없음',
  'not on the statement': '명세서에 없음',
  'other tokens': '토큰 수가 다름',
  '{paired} {paired|call has|calls have} an id on both sides, of which {other} count other tokens; {theirs} only on the statement, {ours} only in the ledger.':
    '양쪽에 ID가 있는 호출 {paired}건 중 {other}건은 토큰 수가 다릅니다. 명세서에만 {theirs}건, 원장에만 {ours}건 있습니다.',
  '{left} more are not shown; those furthest apart come first.': '{left}건이 더 있으며, 차이가 큰 순서로 보였습니다.',
  'more than {most} calls on one side: they are compared by day and model, not one by one':
    '한쪽의 호출이 {most}건을 넘어 하나씩이 아니라 날짜와 모델별로 비교합니다',
  'no id of the statement is one of ours: calls are compared by day and model, not one by one':
    '명세서의 ID가 원장에 하나도 없어 하나씩이 아니라 날짜와 모델별로 비교합니다',
  'the log does not say how much was used': '로그에 사용량이 없음',
  '{calls} {calls|call has a time|calls have times} without a zone, taken as UTC; --assume-tz names another':
    '호출 {calls}건의 시각에 시간대가 없어 UTC로 보았습니다. --assume-tz로 다르게 지정합니다',
  '{count} {count|line was|lines were} rejected, first {where}; `tollbook load --dry-run` tells what every line is':
    '{count}행이 거부되었습니다. 첫 행은 {where}. `tollbook load --dry-run`이 모든 행을 설명합니다',
  '{file} line {line}: {reason}': '{file} {line}행: {reason}',
  'not valid JSON': '올바른 JSON이 아님',
  '{count} {count|kind|kinds} of usage could not be priced, first {name} ({reason}): totals are lower bounds; add a price to a price book, or an alias to a model that has one':
    '사용량 {count}종류에 가격을 매기지 못했습니다. 첫 번째는 {name}({reason}). 합계는 하한값입니다. 가격표에 가격을 넣거나, 가격이 있는 모델의 별칭으로 지정하세요',
  '{model}, meter {meter}': '{model}, 과금 항목 {meter}',
  'calls without a model': '모델 없는 호출',
  all: '전체',
  'the log names no model': '로그에 모델이 없음',
  'no price for this model': '이 모델의 가격 없음',
  'no price in force at that time': '그 시점에 적용되는 가격 없음',
  'no price for this meter': '이 과금 항목의 가격 없음',
  'the price list forbids this combination': '가격표가 허용하지 않는 조합',
  'only a token total: its cost is a range': '토큰 합계만 있음: 비용은 범위',
  'priced in a way that needs each call on its own': '호출 하나하나를 따로 봐야 하는 가격',
  '{reason}: {detail}': '{reason}: {detail}',
  'If these are other names of the nearest, say so in tollbook.yaml; nothing is priced by likeness:':
    '가장 비슷한 것의 다른 이름이라면 tollbook.yaml에 적으세요. 비슷하다고 가격을 매기지는 않습니다:',
  'If this is another name of the nearest, say so in tollbook.yaml; nothing is priced by likeness:':
    '가장 비슷한 것의 다른 이름이라면 tollbook.yaml에 적으세요. 비슷하다고 가격을 매기지는 않습니다:',
  '{calls} {calls|call|calls} without a known input size: priced below every size tier of the price list':
    '입력 크기를 모르는 호출 {calls}건은 가격표의 가장 작은 구간으로 계산했습니다',
  '{calls} {calls|call|calls} without a time: priced as on the day of the price book, off any peak hours; --assume-month names a month':
    '시각 없는 호출 {calls}건은 가격표 날짜의 비혼잡 시간 가격으로 계산했습니다. --assume-month로 달을 지정합니다',
  '{calls} {calls|call|calls} served as batch or at another tier, speed or geography: the shipped prices have none for it and standard ones were taken; add a price book that has them':
    '배치나 다른 등급·속도·지역으로 처리된 호출 {calls}건: 내장 가격이 없어 표준 가격을 썼습니다. 해당 가격이 있는 가격표를 추가하세요',
  '{calls} {calls|call|calls} with only a token total: the cost is a range from all input to all output; --split 0.75 says the share of input':
    '토큰 합계만 있는 호출 {calls}건: 비용은 전부 입력일 때부터 전부 출력일 때까지의 범위입니다. --split 0.75로 입력 비율을 지정합니다',
  '{month}, a complete month of {days} days, not scaled': '{month}, {days}일의 온전한 한 달, 환산하지 않음',
  'mean of {months} complete months ({first} to {last}), not scaled by time':
    '온전한 {months}개월({first}~{last})의 평균, 시간으로 환산하지 않음',
  '{seen} of {days} days of {month}': '{month} {days}일 중 {seen}일',
  '{seen} days from {first} to {last}, taken as {days} days of {month}':
    '{first}부터 {last}까지 {seen}일을 {month}의 {days}일로 봄',
  '{seen}, scaled × {factor}': '{seen}, × {factor} 환산',
  '{calls} {calls|call|calls} without a time taken as all of {month} (--assume-month), not scaled':
    '시각 없는 호출 {calls}건을 {month} 전체로 봄(--assume-month), 환산하지 않음',
  'calls without a time taken to span {days} days (--days), a month, not scaled':
    '시각 없는 호출이 {days}일, 곧 한 달에 걸친 것으로 봄(--days), 환산하지 않음',
  'calls without a time taken to span {days} days (--days), scaled × {factor} to a month of 30 days':
    '시각 없는 호출이 {days}일에 걸친 것으로 봄(--days), 30일 한 달로 × {factor} 환산',
  'the mix of the logs at a stated volume, not scaled by time': '지정한 사용량에 로그의 구성, 시간으로 환산하지 않음',
  '{volume}, the mix of the logs': '{volume}, 로그의 구성',
  'inconclusive: {reason}': '판단 불가: {reason}',
  loaded: '읽음',
  readable: '읽을 수 있음',
  unchanged: '그대로',
  continued: '이어 읽음',
  moved: '옮겨짐',
  copy: '사본',
  changed: '바뀜',
  replaced: '교체됨',
  grown: '늘어남',
  failed: '실패',
};

/** What budgets, closed months, limits, forecasts and statements say. */
const JUDGED: Language['phrases'] = {
  'As of {asOf}; landings are forecasts: estimates.': '{asOf} 기준. 월말 예상은 예측이며 추정치입니다.',
  '{id}: the first call is of {seenFrom}; what was spent from {first} on until then is not in it.':
    '{id}: 첫 호출이 {seenFrom}입니다. {first}부터 그때까지 쓴 것은 들어 있지 않습니다.',
  '{id}: {daysSeen} of {days} days were seen, too few to tell where the period lands.':
    '{id}: {days}일 중 {daysSeen}일만 관측되어 기간 말을 예상하기에 부족합니다.',
  'As of {asOf}.': '{asOf} 기준.',
  'As of {asOf}; forecast {how}: an estimate.': '{asOf} 기준. 예측 방법: {how}. 추정치입니다.',
  'As of {asOf}; forecast {how}, billed at {offer}: an estimate.':
    '{asOf} 기준. 예측 방법: {how}. {offer}로 청구한 추정치입니다.',
  'Inconclusive: {reason}.': '판단 불가: {reason}.',
  'by the method that did best on each series of this log': '이 로그의 계열마다 가장 잘 맞은 방법',
  'at the plain rate of its days, between the least and the busiest of them':
    '관측된 하루 평균(가장 한가한 날과 가장 바쁜 날 사이)',
  'at the stated volume, in the mix of the logs': '지정한 사용량에 로그의 구성',
  'Cost by month and {groups}': '월·{groups}별 비용',
  'and {count} more series: --json has them all': '외 {count}개 계열: --json에 모두 있습니다',
  'Backtest from {origins} earlier days: {days} days of cost were off by {error} on average; {held80} lay in the 80 % interval, {held95} in the 95 % one.':
    '지난 {origins}일에서 한 백테스트: {days}일간의 비용이 평균 {error} 어긋났고, {held80}가 80 % 구간에, {held95}가 95 % 구간에 들었습니다.',
  'The {months} months ahead are forecast, as of {asOf}; how sure they are is told by {paths} ways they may go, drawn from the errors of the backtest (seed {seed}).':
    '앞으로 {months}개월은 {asOf} 기준 예측이며, 확실성은 백테스트 오차에서 뽑은 {paths}가지 경로로 나타냅니다(시드 {seed}).',
  'The months ahead are taken to be like this one, and how likely moving pays is not known: {reason}.':
    '앞으로의 달을 이달과 같다고 보며, 이전의 이익 확률은 알 수 없습니다: {reason}.',
  'The months ahead have the stated volume: how likely moving pays is not known.':
    '앞으로의 달은 지정한 사용량입니다. 이전의 이익 확률은 알 수 없습니다.',
  'The months ahead are like this one, as stated: how likely moving pays is not known.':
    '지정한 대로 앞으로의 달을 이달과 같다고 봅니다. 이전의 이익 확률은 알 수 없습니다.',
  'The months ahead grow by {growth} a month, as stated: how likely moving pays is not known.':
    '지정한 대로 앞으로 매달 {growth} 늘어납니다. 이전의 이익 확률은 알 수 없습니다.',
  'As they were closed: {months}.': '마감한 대로: {months}.',
  '{month} (price book {hash})': '{month}(가격표 {hash})',
  '{calls} {calls|call|calls} among which are aggregates: their price has a smallest quantity per request, and an aggregate does not say what each request used, so none was topped up':
    '집계가 섞인 호출 {calls}건: 요청당 최소 수량이 있는 가격인데 집계에는 요청별 사용량이 없어 최소 수량을 적용하지 않았습니다',
  '{calls} {calls|call|calls} at a price of which some is free every month: nothing says how much of that was used before, so all is priced':
    '매달 일부가 무료인 가격의 호출 {calls}건: 이미 얼마나 썼는지 알 수 없어 모두 가격을 매겼습니다',
  'tollbook {version}': 'tollbook {version}',
  'Gates: {summary}': '게이트: {summary}',
  '{count} fail': '실패 {count}',
  '{count} inconclusive': '판단 불가 {count}',
  '{count} warn': '경고 {count}',
  '{count} pass': '통과 {count}',
  '{meter} as {pricedAs}': '{meter}({pricedAs} 가격)',
  '{gate}: so are {count} other groups': '{gate}: 다른 묶음 {count}개도 그렇습니다',
  'Increases are against {base}.': '증가는 {base} 대비입니다.',
  'See {gate}: {command}': '{gate} 보기: {command}',
  'All of it: {command}': '전체 보기: {command}',
  '{model} is {sku} ({how})': '{model} = {sku} ({how})',
  'Source: {source}': '출처: {source}',
  'Statement: {title}, {since} to {until}, against {scope}: {verdict} ({tolerance}).':
    '명세서: {title}, {since}부터 {until}까지, {scope}와 비교: {verdict}({tolerance}).',
  'What {title} cannot contain: {limits}.': '{title}에 들어갈 수 없는 것: {limits}.',
  'A likely cause is a mistake that, made alone, explains the difference. Tolerance: {tolerance}.':
    '추정 원인은 그 실수 하나만으로 차이가 설명되는 것입니다. 허용 오차: {tolerance}.',
  '{percent} %, and 0.01 always': '{percent} %, 그리고 항상 0.01',
};

/** Sentences that come with their values in them: `said…` is one of them itself. */
const SAID: Language['said'] = {
  // periods and reasons why something is not known
  '{from} to {to} ({days} {days|day|days})': '{from}부터 {to}까지({days}일)',
  'no period': '기간 없음',
  'no calls': '호출 없음',
  'no requests': '요청 없음',
  'no lines': '행 없음',
  'no call has a time': '시각이 있는 호출이 없음',
  'no month to land': '예상할 달이 없음',
  'the calls span {days} {days|day|days} ({first} to {last}); monthly figures need at least {least} days, or a stated volume such as {example}':
    '호출이 {days}일({first}~{last})에 걸쳐 있습니다. 월간 수치에는 최소 {least}일 또는 {example} 같은 지정 사용량이 필요합니다',
  'the calls span {days} {days|day|days} ({first} to {last}); months after the current one need at least {least} whole days, or a stated volume such as {example}':
    '호출이 {days}일({first}~{last})에 걸쳐 있습니다. 다음 달부터의 예측에는 온전한 날이 최소 {least}일 또는 {example} 같은 지정 사용량이 필요합니다',
  'the calls span {days} {days|day|days}; a month needs at least {least}, or calls per month in a --volume file':
    '호출이 {days}일에 걸쳐 있습니다. 한 달에는 최소 {least}일 또는 --volume 파일의 월간 호출 수가 필요합니다',
  '{count} {count|call|calls} without a time {verb} not in the monthly figures: say which month they are in with --assume-month 2026-09; --days counts only when no call has a time':
    '시각 없는 호출 {count}건은 월간 수치에 없습니다. --assume-month 2026-09로 어느 달인지 지정하세요. --days는 시각 있는 호출이 하나도 없을 때만 쓰입니다',
  '{count} {count|call|calls} without a time {verb} not in the monthly figures: say which month they are in with --assume-month 2026-09':
    '시각 없는 호출 {count}건은 월간 수치에 없습니다. --assume-month 2026-09로 어느 달인지 지정하세요',
  '{count} {count|call|calls} with a time outside {month} are not in the monthly figures':
    '시각이 {month} 밖인 호출 {count}건은 월간 수치에 없습니다',
  'no month can be told from these calls': '이 호출들로는 한 달을 알 수 없음',
  'the month is of calls without a time': '시각 없는 호출로 본 달임',
  'nothing of its cost has a price': '비용 중 가격이 있는 것이 없음',
  'nobody says what moving costs': '이전 비용이 지정되지 않음',
  'it does not pay back within {months} months': '{months}개월 안에 회수되지 않음',
  'it never pays back': '회수되지 않음',
  'no days to forecast from were given': '예측에 쓸 날이 없음',
  'a forecast of {months} months would be a guess: {most} are the most':
    '{months}개월 예측은 추측에 불과함. 최대 {most}개월',
  'no period before this one is known: name one with --month, or load two complete months':
    '이전 기간을 알 수 없음: --month로 지정하거나 온전한 두 달을 읽으세요',
  'the period before, {name}: {saidWhy}': '이전 기간, {name}: {saidWhy}',
  'no offer is named': '지정된 오퍼 없음',
  'nothing to compare with: name a saved result with --against FILE, or write --against previous':
    '비교할 대상 없음: --against FILE로 저장한 결과를 지정하거나 --against previous를 쓰세요',
  'a saved result cannot be filtered; use by instead of where':
    '저장한 결과는 거를 수 없습니다. where 대신 by를 쓰세요',
  'no call logs what was left of a rate limit': '호출 한도의 남은 양을 기록한 호출이 없음',
  'no call logs a quality score': '품질 점수를 기록한 호출이 없음',
  'no call names a user': '사용자를 기록한 호출이 없음',
  'no answered call logs how long it took': '소요 시간을 기록한 응답 호출이 없음',
  'no day has {count} of the same weekday before it': '같은 요일이 앞에 {count}번 있는 날이 없음',
  'nothing to measure': '잴 것이 없음',
  'only a range is known, and the limit lies in it': '범위만 알려져 있고 한도가 그 안에 있음',
  '{count} {count|call|calls}, and at least {least} {calls} are needed': '호출 {count}건: 최소 {least}건이 필요함',
  'the base has no cost there, so no rate': '기준에 비용이 없어 비율이 없음',
  'the period before': '이전 기간',
  'no call of {name} is in the log': '{name}의 호출이 로그에 없음',
  'two volumes cover the same calls, the second {name}': '두 사용량이 같은 호출을 가리킴, 두 번째는 {name}',
  'no volume is stated for calls with {name}': '{name}인 호출의 사용량이 지정되지 않음',

  // limits
  'cost per month': '월간 비용',
  'cost per call': '호출당 비용',
  'cost per request, retries included': '재시도를 포함한 요청당 비용',
  'increase of cost per month': '월간 비용의 증가',
  'probability that the month lands above its budget of {budget}': '이달이 예산 {budget}을 넘을 확률',
  'probability that the month lands above its budget': '이달이 예산을 넘을 확률',
  'savings per month': '월간 절감액',
  'months until moving has paid back': '이전 비용을 회수할 때까지의 개월 수',
  'share of calls without a price': '가격 없는 호출의 비율',
  'share of calls that name no {dimension}': '{dimension}을(를) 기록하지 않은 호출의 비율',
  'share of calls that name none': '기록하지 않은 호출의 비율',
  'share of lines rejected': '거부된 행의 비율',
  'share of days with calls': '호출이 있는 날의 비율',
  'error rate of attempts': '시도의 오류율',
  'share of requests that failed in the end': '최종 실패한 요청의 비율',
  'share of attempts with the error {name}': '오류 {name}이(가) 난 시도의 비율',
  'share of attempts with the error': '그 오류가 난 시도의 비율',
  'share of attempts answered 429': '429로 응답된 시도의 비율',
  'connection errors on a day': '하루 연결 오류',
  'cut streams on a day': '하루 끊긴 스트림',
  'failures in a row': '연속 실패',
  'mean latency': '평균 지연 시간',
  'time to the first token': '첫 토큰까지의 시간',
  'mean quality score': '평균 품질 점수',
  'least that was left of a rate limit': '호출 한도의 최소 남은 양',
  "a day's calls ÷ mean of its weekday before": '하루 호출 ÷ 이전 같은 요일 평균',
  "a day's cost ÷ mean of its weekday before": '하루 비용 ÷ 이전 같은 요일 평균',
  'calls of one user': '한 사용자의 호출',
  'calls of forbidden models': '금지된 모델의 호출',
  'calls in forbidden regions': '금지된 리전의 호출',
  'tollbook check: a gate failed': 'tollbook check: 실패한 게이트가 있습니다',
  'tollbook check: inconclusive': 'tollbook check: 판단 불가',
  'tollbook check: every gate holds, with warnings': 'tollbook check: 모든 게이트가 지켜졌습니다(경고 있음)',
  'tollbook check: every gate holds': 'tollbook check: 모든 게이트가 지켜졌습니다',
  'Incident report: none, {saidVerdict}': '사고 보고서: 없음, {saidVerdict}',
  'a gate failed': '실패한 게이트가 있습니다',
  inconclusive: '판단 불가',
  'every gate holds, with warnings': '모든 게이트가 지켜졌습니다(경고 있음)',
  'every gate holds': '모든 게이트가 지켜졌습니다',
  'Incident report: {count} {count|gate|gates} failed, the first since {at}':
    '사고 보고서: 게이트 {count}개 실패, 첫 위반 {at}',
  'Incident report: {count} {count|gate|gates} failed': '사고 보고서: 게이트 {count}개 실패',

  // closed months
  '{month} is closed: reports show these figures from now on.':
    '{month} 마감됨: 이제부터 보고서는 이 수치를 보여 줍니다.',
  "{month} is reopened: reports show what the ledger and today's prices give, until it is closed again.":
    '{month} 다시 열림: 다시 마감할 때까지 보고서는 원장과 현재 가격으로 계산한 수치를 보여 줍니다.',
  '{month} is closed, and recomputed today its figures are the same.':
    '{month} 마감됨. 지금 다시 계산해도 수치가 같습니다.',
  '{month} is closed, and recomputed today its figures would differ. Reports show the closed ones.':
    '{month} 마감됨. 지금 다시 계산하면 수치가 다릅니다. 보고서는 마감한 수치를 보여 줍니다.',
  'prices: price book {old} {oldHash} then, {new} {newHash} now; the closed usage would cost another amount':
    '가격: 마감 때 가격표 {old} {oldHash}, 현재 {new} {newHash}. 마감한 사용량의 비용이 달라집니다',
  'prices: price book {old} {oldHash} then, {new} {newHash} now; of the closed usage no price is another':
    '가격: 마감 때 가격표 {old} {oldHash}, 현재 {new} {newHash}. 마감한 사용량의 가격은 그대로입니다',
  'split: token totals were split {saidOld} then, {saidNew} now':
    '분할: 토큰 합계 분할이 마감 때 {saidOld}, 현재 {saidNew}',
  'not at all': '없음',
  'version: tollbook {old} then, {new} now': '버전: 마감 때 tollbook {old}, 현재 {new}',
  'entries: other credits or adjustments are entered': '항목: 다른 크레딧이나 조정이 입력되었습니다',
  'source: {path} came later, {calls} {calls|call|calls} of the month':
    '자료: {path}이(가) 나중에 들어옴, 이달 호출 {calls}건',
  'source: {path} has no call of the month any more; it had {calls} {calls|call|calls}':
    '자료: {path}에 이달 호출이 더 이상 없음. 이전 {calls}건',
  'source: {path} is as it was; {old} {old|call|calls} of the month then, {new} now':
    '자료: {path}은(는) 그대로임. 이달 호출이 마감 때 {old}건, 현재 {new}건',
  'source: {path} had {oldLines} {oldLines|line|lines} then, {newLines} now; {old} {old|call|calls} of the month then, {new} now':
    '자료: {path}이(가) 마감 때 {oldLines}행, 현재 {newLines}행. 이달 호출이 마감 때 {old}건, 현재 {new}건',
  'source: and {count} other {count|file|files}': '자료: 외 파일 {count}개',
  'The figures of {month}': '{month}의 수치',
  '{month} is closed at {cost} at list prices, and what is shown of it is recomputed: {saidWhy}':
    '{month}은(는) 정가 {cost}(으)로 마감되었으며, 여기 보이는 것은 다시 계산한 것입니다: {saidWhy}',
  '{month} is closed at {cost}, and what is shown of it is recomputed: {saidWhy}':
    '{month}은(는) {cost}(으)로 마감되었으며, 여기 보이는 것은 다시 계산한 것입니다: {saidWhy}',
  'it was closed with days cut in {zone}': '{zone} 기준 날짜로 마감되었습니다',
  'it was closed in {currency}': '{currency}(으)로 마감되었습니다',
  'a close keeps {dimensions}, not {other}': '마감은 {dimensions}을(를) 보관하며 {other}은(는) 보관하지 않습니다',
  'a close keeps whole days': '마감은 온전한 날만 보관합니다',
  'a close keeps list prices, and an offer was asked for': '마감은 정가를 보관하는데 오퍼를 요청했습니다',
  'logged cost is compared call by call': '기록된 비용은 호출 단위로 비교합니다',
  'offers are compared on the calls': '오퍼는 호출로 비교합니다',
  'months are billed one after the other': '달은 차례로 청구됩니다',
  '{month} is closed; recomputed today its figures are the same': '{month} 마감됨. 지금 다시 계산해도 수치가 같습니다',
  '{month} is closed: shown are {calls} calls at {cost}; recomputed today they would be {nowCalls} calls at {nowCost}; `tollbook close {again}` says why':
    '{month} 마감됨: 호출 {calls}건, {cost}을(를) 보여 줍니다. 지금 다시 계산하면 호출 {nowCalls}건, {nowCost}입니다. `tollbook close {again}`이 이유를 설명합니다',
  '{month}: {seen} of {days} days have calls; what was not loaded yet is not in these figures':
    '{month}: {days}일 중 {seen}일에 호출이 있습니다. 아직 읽지 않은 것은 이 수치에 없습니다',
  '{count} {count|entry|entries} of {file} {verb} in the ledger before':
    '{file}의 항목 {count}개는 이미 원장에 있었습니다',
  '{count} {count|record|records} of {from} {verb} in the journal now':
    '{from}의 기록 {count}개가 이제 장부에 있습니다',
  '{file} was taken out of the ledger': '{file}을(를) 원장에서 뺐습니다',
  'only the first {rows} rows are shown; add a limit or a condition':
    '처음 {rows}행만 보입니다. limit이나 조건을 추가하세요',

  // statements and causes
  'the two agree': '서로 같음',
  'logged amounts were rounded': '기록된 금액이 반올림됨',
  'inside the range of what is computed': '계산된 범위 안에 있음',
  'the price book has no price for some of it': '가격표에 가격이 없는 것이 있음',
  'logged in another currency': '다른 통화로 기록됨',
  'logged as 0': '0으로 기록됨',
  'logged in cents, not in units of the currency': '통화 단위가 아니라 센트로 기록됨',
  'logged a hundred times too small': '100분의 1로 기록됨',
  'unit mix-up: a price per thousand taken for one per million': '단위 혼동: 천당 가격을 백만당 가격으로 봄',
  'unit mix-up: a price per million taken for one per thousand': '단위 혼동: 백만당 가격을 천당 가격으로 봄',
  'unit mix-up: logged in millionths': '단위 혼동: 백만분의 일 단위로 기록됨',
  'unit mix-up: a price per million tokens taken for one per token, or the reverse':
    '단위 혼동: 백만 토큰당 가격을 토큰당 가격으로 보았거나 그 반대',
  'cache reads billed at the input rate': '캐시 읽기가 입력 가격으로 청구됨',
  'cache writes billed at the input rate': '캐시 쓰기가 입력 가격으로 청구됨',
  'cache reads and writes billed at the input rate': '캐시 읽기와 쓰기가 입력 가격으로 청구됨',
  'cached tokens not billed': '캐시 토큰이 청구되지 않음',
  'cache reads billed twice, as input and as cache reads': '캐시 읽기가 입력과 캐시 읽기로 두 번 청구됨',
  'reasoning tokens not billed': '추론 토큰이 청구되지 않음',
  'reasoning tokens billed twice': '추론 토큰이 두 번 청구됨',
  'batch calls billed at the standard rate': '배치 호출이 표준 가격으로 청구됨',
  'calls of another service tier billed at the standard rate': '다른 서비스 등급의 호출이 표준 가격으로 청구됨',
  'served at a tier or as batch for which the price book has only the standard price':
    '가격표에 표준 가격만 있는 등급이나 배치로 처리됨',
  'long context billed at the base rate': '긴 컨텍스트가 기본 가격으로 청구됨',
  'every call billed at the long-context rate': '모든 호출이 긴 컨텍스트 가격으로 청구됨',
  'the price of another date': '다른 날짜의 가격',
  'searches not billed': '검색이 청구되지 않음',
  'the logged amount is the upstream cost alone': '기록된 금액이 상위 제공사의 비용뿐임',
  'the statement has it at 0': '명세서에 0으로 되어 있음',
  'amounts of the statement were rounded': '명세서의 금액이 반올림됨',
  'inside the range of what the ledger gives': '원장에서 계산한 범위 안에 있음',
  'stated in cents, not in units of the currency': '통화 단위가 아니라 센트로 적힘',
  'stated a hundred times too small': '100분의 1로 적힘',
  'the stated amount is the upstream cost alone': '적힌 금액이 상위 제공사의 비용뿐임',
  'not in the ledger: a log is missing, or it is of another account': '원장에 없음: 로그가 빠졌거나 다른 계정의 것임',
  'not on the statement: of another account, or not billed': '명세서에 없음: 다른 계정의 것이거나 청구되지 않음',
  'fewer tokens in the ledger: a log or billed attempts are missing': '원장의 토큰이 적음: 로그나 과금된 시도가 빠짐',
  'more tokens in the ledger: another account, or counted twice': '원장의 토큰이 많음: 다른 계정이거나 두 번 셈',
  'other days differ the other way: days are cut in another zone':
    '다른 날은 반대로 차이 남: 날짜를 다른 시간대로 나눔',
  'other days agree: calls of a day are missing on one side': '다른 날은 같음: 한쪽에 하루의 호출이 빠짐',
  'every model differs by the same factor: a discount, a fee or a tax':
    '모든 모델이 같은 비율로 차이 남: 할인, 수수료 또는 세금',
  'the report says that there are further pages: ask for them, and name every page with --invoice':
    '보고서에 다음 쪽이 더 있다고 되어 있습니다. 받아서 모든 쪽을 --invoice로 지정하세요',
  '{month} is reconciled with {saidScope}; once the month is closed with these figures, its cost is `invoiced`':
    '{month}은(는) {saidScope}와(과) 대조되었습니다. 이 수치로 마감하면 비용은 `청구` 기준이 됩니다',
  'all calls': '모든 호출',
  '{count} {count|call|calls} {count|logs|log} no cost and {count|is|are} not compared':
    '호출 {count}건은 비용 기록이 없어 비교하지 않았습니다',
  '{count} {count|call|calls} {count|logs|log} a cost that is no plain number: it is in no logged amount':
    '호출 {count}건의 비용이 일반 숫자가 아니어서 기록 금액에 없습니다',
  '{count} {count|line|lines} of the statement {count|has|have} an amount that is no plain number: it is in no sum':
    '명세서의 {count}행은 금액이 일반 숫자가 아니어서 합계에 없습니다',
  '{count} {count|call|calls} of the statement {count|has|have} no time and {count|is|are} on no day':
    '명세서의 호출 {count}건은 시각이 없어 어느 날에도 없습니다',

  // comparisons
  '{id}: {amount} of the {savings} {currency} saved per month is assumed infrastructure; without it {before} against {after}, {bare}':
    '{id}: 월간 절감액 {savings} {currency} 중 {amount}은(는) 가정한 인프라 비용입니다. 빼면 {before} 대 {after}, 차이 {bare}',
  '{id}: {amount} {currency} of prepaid credit is left over and carried to the next month; {paid} is paid':
    '{id}: 선불 크레딧 {amount} {currency}이(가) 남아 다음 달로 넘어갑니다. 지급액은 {paid}',
  '{id}: charges {amount} {currency} once; it is part of the one-time cost':
    '{id}: 한 번 {amount} {currency}을(를) 청구합니다. 일회성 비용에 들어 있습니다',
  '{id}: cheaper than {baseline} above a cache-hit rate of {rate} at both':
    '{id}: 양쪽의 캐시 적중률이 {rate}보다 높으면 {baseline}보다 쌉니다',
  '{id}: cheaper than {baseline} below a cache-hit rate of {rate} at both':
    '{id}: 양쪽의 캐시 적중률이 {rate}보다 낮으면 {baseline}보다 쌉니다',
  '{id}: some usage has no price there, so its cost is a lower bound and the savings an upper one':
    '{id}: 가격이 없는 사용량이 있어 비용은 하한값, 절감액은 상한값입니다',
  "{id}: some usage has no price, so the baseline's cost and the savings are lower bounds":
    '{id}: 가격이 없는 사용량이 있어 기준 비용과 절감액은 하한값입니다',
  'a month of these calls is {amount} USD at list prices: whatever an offer saves of it, the time to decide and to move is likely to cost more':
    '이 호출의 한 달 정가는 {amount} USD입니다. 오퍼로 얼마를 아끼든 결정하고 옮기는 시간이 더 비쌀 수 있습니다',
  'no alternative brings back what moving costs within {months} months':
    '{months}개월 안에 이전 비용을 회수하는 대안이 없습니다',
  '{one} and {other} are two variants of one seller with different totals, {oneTotal} and {otherTotal} per month: ask which one is billed':
    '{one}와(과) {other}은(는) 한 판매자의 두 변형이며 월 합계가 {oneTotal}와(과) {otherTotal}로 다릅니다. 어느 쪽으로 청구되는지 물어보세요',
  "{id}: this month's {tokens} tokens cost more than {cheaper} would, as do all between {from} and {to} ({step}); these calls use {which}":
    '{id}: 이달 토큰 {tokens}개가 {cheaper}개보다 비쌉니다. {from}개와 {to}개 사이는 모두 그렇습니다({step}). 이 호출이 쓰는 것: {which}',
  "{id}: this month's {tokens} tokens cost more than {cheaper} would, as do all between {from} and {to} ({step})":
    '{id}: 이달 토큰 {tokens}개가 {cheaper}개보다 비쌉니다. {from}개와 {to}개 사이는 모두 그렇습니다({step})',
  '{price} {currency} per million tokens is the output list price of {models}: at list, with an input share of 75 %, the same {tokens} tokens cost {listed}, not {monthly}':
    '백만 토큰당 {price} {currency}은(는) {models}의 출력 정가입니다. 입력 비율 75 %의 정가로는 같은 토큰 {tokens}개가 {monthly}이(가) 아니라 {listed}입니다',
  '{price} {currency} per million tokens is a flat price for {models}: at list, with an input share of 75 %, the same {tokens} tokens cost {listed}, not {monthly}':
    '백만 토큰당 {price} {currency}은(는) {models}의 균일가입니다. 입력 비율 75 %의 정가로는 같은 토큰 {tokens}개가 {monthly}이(가) 아니라 {listed}입니다',
  '{id}: whether {saidWhat} is carried is unknown: {carried} {currency} per month if it is, as the figures assume, {saidNot}':
    '{id}: {saidWhat} 지원 여부를 모릅니다. 수치의 가정대로 지원하면 월 {carried} {currency}, {saidNot}',
  '{not} if not, without {calls} {calls|call|calls} that could not be made there; {saidEven}':
    '지원하지 않으면 {not}(할 수 없는 호출 {calls}건 제외). {saidEven}',
  '{not} if not, without {calls} {calls|call|calls} that could not be made there':
    '지원하지 않으면 {not}(할 수 없는 호출 {calls}건 제외)',
  '{not} if not; {saidEven}': '지원하지 않으면 {not}. {saidEven}',
  '{not} if not': '지원하지 않으면 {not}',
  'it breaks even with {baseline} at a cache-hit rate of {rate} (observed {seen})':
    '캐시 적중률 {rate}에서 {baseline}와(과) 같아집니다(관측 {seen})',
  'either way it is on the same side of the baseline': '어느 쪽이든 기준과의 우열은 같습니다',
  'the prompt cache': '프롬프트 캐시',
  'the flex tier': 'flex 등급',
  'the priority tier': 'priority 등급',
  'long context': '긴 컨텍스트',
  batches: '배치',
  'over it': '초과일 때',
  'above it': '초과일 때',
  'below it': '미만일 때',
  alternative: '대안',
  'not in {months}': '{months} 안에 없음',
  stated: '지정한 비용',
  engineers: '엔지니어',
  'charged once': '한 번 청구',
  'dual running': '동시 운영',
  'as stated': '지정한 대로',
  'charged once by the offer': '오퍼가 한 번 청구',
  '{days} days at {rate}': '{days}일 × {rate}',
  '{share} of the calls sent to both for {days} of {month} days':
    '{month}일 중 {days}일 동안 호출의 {share}를 양쪽에 보냄',
  'failed calls are billed: find out why they fail': '실패한 호출이 과금됩니다. 실패 원인을 찾으세요',
  'calls at night that nobody waits for could be sent in batches':
    '아무도 기다리지 않는 야간 호출은 배치로 보낼 수 있습니다',
  'long prompts hardly use the cache: assumed is that half of the text repeats and is read from it, writes left out':
    '긴 프롬프트가 캐시를 거의 쓰지 않습니다. 텍스트의 절반이 반복되어 캐시에서 읽는다고 가정하고 쓰기는 뺐습니다',
  'short questions with short answers, which {model} answers for less: same tokens assumed, quality to be tried':
    '짧은 질문과 짧은 답은 {model}이(가) 더 싸게 답합니다. 같은 토큰을 가정했으며 품질은 시험해야 합니다',
  'a tier is cheaper from {tokens} tokens a month on, and this month is just below it':
    '월 {tokens} 토큰부터 더 싼 구간인데 이달은 그 바로 아래입니다',
  'these calls show no way to pay less for them at the same seller':
    '이 호출에서는 같은 판매자에게 덜 낼 방법이 보이지 않습니다',
  cliff: '절벽',
  failures: '실패',
  cache: '캐시',
  'what if: {calls} calls a month of {from} go to {to}, with the same tokens; models count tokens differently and do not answer alike, so try it before relying on it':
    '만약: 월 {calls}건의 호출이 {from}에서 {to}(으)로 같은 토큰 수로 옮겨 갑니다. 모델마다 토큰 계산과 답이 다르므로 먼저 시험하세요',
  'what if: {to} begins with a cold cache: until it is warm, the {tokens} tokens a month that are read from a cache are written to it first, at the price of writes, which is not in these figures':
    '만약: {to}은(는) 빈 캐시로 시작합니다. 채워질 때까지 월 {tokens} 토큰을 쓰기 가격으로 먼저 써야 하며 이 수치에는 없습니다',
  'what if: {hit} of the text sent is read from a cache, {seen} was; these calls write nothing to a cache, so what a seller charges for the writes is not in these figures':
    '만약: 보낸 텍스트의 {hit}를 캐시에서 읽습니다(관측 {seen}). 이 호출은 캐시에 쓰지 않아 쓰기 비용은 이 수치에 없습니다',
  'what if: {hit} of the text sent is read from a cache, {seen} was; what is not read keeps its share of writes':
    '만약: 보낸 텍스트의 {hit}를 캐시에서 읽습니다(관측 {seen}). 읽지 않는 부분의 쓰기 비율은 그대로입니다',
  'what if: no price for calls served that way is known of {names}: they are priced as ordinary calls':
    '만약: {names}의 그 방식 가격을 알 수 없어 일반 호출로 계산했습니다',
  '{volume} tokens per month': '월 토큰 {volume}개',
  '{volume} calls per month': '월 호출 {volume}건',
  '{id}: {count} {count|kind|kinds} of usage has no price there, first {name} ({saidReason}): its cost is a lower bound':
    '{id}: 가격이 없는 사용량이 {count}종류 있습니다. 첫 번째는 {name}({saidReason}). 비용은 하한값입니다',
  '{id}: {count} {count|kind|kinds} of usage has no price there, first {name}: its cost is a lower bound':
    '{id}: 가격이 없는 사용량이 {count}종류 있습니다. 첫 번째는 {name}. 비용은 하한값입니다',
  'the offer {offer} does not carry this model': '오퍼 {offer}가 이 모델을 지원하지 않음',
  'the offer {offer} does not carry long context': '오퍼 {offer}가 긴 컨텍스트를 지원하지 않음',
  'the terms of {offer} concern all calls together (fees, tiers, minimums): only the total is its cost':
    '{offer}의 조건(수수료, 구간, 최소액)은 모든 호출에 함께 적용됩니다. 합계만 그 비용입니다',
  '{count} {count|call|calls} without a time {count|is|are} billed with {month}; --assume-month names another month':
    '시각 없는 호출 {count}건은 {month}에 청구합니다. --assume-month로 다른 달을 지정합니다',
  'cost at {offer}': '{offer}의 비용',
  'Official API at list prices': '정가의 공식 API',
  'List prices plus {percent} %': '정가에 {percent} % 추가',
  'List prices less {percent} %': '정가에서 {percent} % 할인',

  // differences of two saved results
  'the periods differ, {saidBase} and {saidHead}: nothing is scaled, so more days are more volume':
    '기간이 다릅니다: {saidBase}, {saidHead}. 환산하지 않으므로 날이 많으면 사용량이 많습니다',
  'the price books differ, {base} and {head}': '가격표가 다릅니다: {base}, {head}',
  'the bases differ, {base} and {head}': '기준이 다릅니다: {base}, {head}',
  '{file}: {count} {count|call|calls} could not be fully priced, so its costs are lower bounds':
    '{file}: 호출 {count}건의 가격을 모두 매기지 못해 비용은 하한값입니다',
  '{files}: costs are ranges where only token totals were logged, and have no change or effects; save with --split to compare them':
    '{files}: 토큰 합계만 기록된 비용은 범위이므로 변화와 효과가 없습니다. 비교하려면 --split으로 저장하세요',
  new: '새로 생김',
  gone: '없어짐',

  // forecasts
  '{day} seems to begin in the middle of the day: its usage counts, the forecast learns nothing from it':
    '{day}은(는) 하루 중간에 시작하는 것으로 보입니다. 사용량은 세지만 예측에는 쓰지 않습니다',
  '{day} does not seem to be over: the forecast learns nothing from it and expects the rest of it':
    '{day}은(는) 아직 끝나지 않은 것으로 보입니다. 예측에는 쓰지 않고 나머지를 예상합니다',
  '{count} {count|day|days} without calls ({days}) {count|looks|look} like a gap in logging: observed months lack them, and the forecast learns nothing from them':
    '호출 없는 {count}일({days})은 로그 누락으로 보입니다. 관측된 달에 빠져 있고 예측에는 쓰지 않습니다',
  '{count} {count|day|days} with outliers weighed down, not dropped; farthest {day}: {meter} of {model}, {saidTimes}':
    '이상값이 있는 {count}일의 가중치를 낮췄습니다(제외하지 않음). 가장 먼 것은 {day}: {model}의 {meter}, {saidTimes}',
  '{times} × what the days around it say': '주변 날의 {times}배',
  'far off': '크게 벗어남',
  '{count} model stopped and is not expected back: {names}':
    '모델 {count}개가 멈췄으며 돌아올 것으로 보지 않습니다: {names}',
  '{count} models stopped and are not expected back: {names}':
    '모델 {count}개가 멈췄으며 돌아올 것으로 보지 않습니다: {names}',
  'volume as stated ({volume}), in the mix of the logs: nothing says how sure it is':
    '지정한 사용량({volume})에 로그의 구성입니다. 확실성은 알 수 없습니다',
  '{growth} growth a month as stated, on top: once in the first month after the current one; a stated volume grows from the second on':
    '지정한 월 {growth} 증가를 더합니다. 다음 달에 한 번, 지정한 사용량은 그다음 달부터 늘어납니다',
  landing: '월말 예상',
  seasonal_naive: '계절 단순',
  run_rate: '현재 속도',

  // usage, loading, prices
  '{file}: token counts only grow within {count} {count|session|sessions}, as totals so far do, and are added up as if each line said what one call used. If they are totals, count them with: {command} (--cumulative none ends this note)':
    '{file}: 세션 {count}개에서 토큰 수가 누적값처럼 늘기만 하는데, 행마다 한 호출의 사용량인 것으로 더했습니다. 누적값이라면 다음으로 세세요: {command} (--cumulative none이면 이 알림을 끕니다)',
  'the prompts of {seen} of {calls} calls were looked at for what has the shape of personal data: a hint, no proof, and nothing of them is kept; in a ledger they are looked at by tollbook load --scan-pii':
    '호출 {calls}건 중 {seen}건의 프롬프트에서 개인정보 모양을 찾았습니다. 증거가 아니라 힌트이며 내용은 보관하지 않습니다. 원장에서는 tollbook load --scan-pii가 찾습니다',
  'the prompts of {seen} of {calls} calls were looked at for what has the shape of personal data: a hint, no proof, and nothing of them is kept':
    '호출 {calls}건 중 {seen}건의 프롬프트에서 개인정보 모양을 찾았습니다. 증거가 아니라 힌트이며 내용은 보관하지 않습니다',
  '{count} {count|gap|gaps}: calls in it would have no price': '공백 {count}개: 그 기간의 호출에는 가격이 없습니다',
  '{count} {count|disagreement|disagreements}: the layer named first is the one in force':
    '불일치 {count}개: 먼저 적힌 계층이 적용됩니다',
  '{count} stale {count|entry|entries}: read the page again and date it':
    '오래된 항목 {count}개: 가격 페이지를 다시 읽고 날짜를 적으세요',
  'newest price read {read}, newest call {call}': '최신 가격 확인 {read}, 최신 호출 {call}',
  'read {day}, {count} SKUs, first {sku}': '{day} 확인, SKU {count}개, 첫 번째 {sku}',
  'read {day}': '{day} 확인',
  'not in the lock: books of their own that offers name: {names}': '잠금에 없음: 오퍼가 지정한 별도 가격표: {names}',
  'other conditions: {names}': '다른 조건: {names}',
  'no price: {reason}': '가격 없음: {reason}',
  'at least {quantity} per request': '요청당 최소 {quantity}',
  'the first {quantity} of a month free': '매달 처음 {quantity} 무료',
  'until {date}': '{date}까지',
  'from {date}': '{date}부터',
  '{saidRule}, always': '{saidRule}, 항상',
  rates: '기본 가격',
  rejected: '거부',
  ignored: '무시',
  'a copy of the session it was forked from': '갈라져 나온 세션의 사본',
  'a total that did not move': '움직이지 않은 누계',
  'a stream chunk without usage': '사용량 없는 스트림 조각',
  'a stream event without usage': '사용량 없는 스트림 이벤트',
  'a line without usage': '사용량 없는 행',
  'a message without usage': '사용량 없는 메시지',
  'an event without usage': '사용량 없는 이벤트',
  'exclusive where Anthropic-shaped (--anthropic-input)': 'Anthropic 형태이면 별도(--anthropic-input)',

  // why lines hold no call
  'a request sent to a batch, not its result: load the output file of the batch instead':
    '배치에 보낸 요청이며 결과가 아님: 배치의 출력 파일을 읽으세요',
  'not an answer of the model': '모델의 답이 아님',
  'a sum of no requests': '요청 없는 합계',
  'written by the client, no call was made': '클라이언트가 쓴 것이며 호출이 없었음',
  'what the charge for a task was corrected by: the task has an entry of its own':
    '작업 요금의 정정: 작업은 따로 기록됨',
  'usage that is not calls of a model': '모델 호출이 아닌 사용량',
  'traffic of tools or agents, not a call of a model': '도구나 에이전트의 트래픽, 모델 호출이 아님',
  'the start of a thread': '스레드의 시작',
  'the result of a batch request has a type that is not known': '배치 요청 결과의 종류를 알 수 없음',
  'the number of requests is missing or no whole number': '요청 수가 없거나 정수가 아님',
  'the head of a session': '세션의 머리말',
  'the head of a forked session': '갈라진 세션의 머리말',
  'telemetry that is not a call of a model': '모델 호출이 아닌 텔레메트리',
  'requests is not a whole number': 'requests가 정수가 아님',
  'request_count is not a whole number': 'request_count가 정수가 아님',
  'no call was made (skipped)': '호출하지 않음(건너뜀)',
  'limits of the plan, without usage': '요금제 한도, 사용량 없음',
  'its status is no known word: say under `statuses` of the format what it means':
    '상태가 알려진 단어가 아님: 형식의 `statuses`에 뜻을 적으세요',
  'costs of the organisation, not calls': '조직의 비용, 호출이 아님',
  'continues the text of a call whose tokens are on another row': '토큰이 다른 행에 있는 호출의 이어지는 텍스트',
  'calls is not a whole number above 0': 'calls가 0보다 큰 정수가 아님',
  'an update without the id of what it updates': '대상 id가 없는 갱신',
  'an observation that is not a call of a model': '모델 호출이 아닌 관측',
  'an event without a message': '메시지 없는 이벤트',
  'an event that is not a message to a model': '모델에 보낸 메시지가 아닌 이벤트',
  'an event that is not a call of a model': '모델 호출이 아닌 이벤트',
  'an event of a realtime session that is not the end of a response': '응답의 끝이 아닌 실시간 세션 이벤트',
  'an entry that is not a call': '호출이 아닌 항목',
  'an entry of another diagnostic category, not a request to a model': '다른 진단 범주의 항목, 모델 요청이 아님',
  'an answer without billed units, such as a tokenisation: nothing is paid for it':
    '토큰화처럼 과금 단위가 없는 답: 비용 없음',
  'a trace: its calls are its observations': '트레이스: 호출은 그 관측에 있음',
  'a token count is not a whole number': '토큰 수가 정수가 아님',
  'a summary of other lines': '다른 행의 요약',
  'a stream event before the end': '끝나기 전의 스트림 이벤트',
  'a score, not a call': '점수, 호출이 아님',
  'a running total of the session': '세션의 누계',
  'a response that is still running: it appears again when it ends': '아직 진행 중인 응답: 끝나면 다시 나옴',
  'a request whose answer has not been logged yet': '답이 아직 기록되지 않은 요청',
  'a request that calls no model': '모델을 호출하지 않는 요청',
  'a message without token counts': '토큰 수 없는 메시지',
  'a message that is still being written: it appears again when it is complete':
    '아직 쓰는 중인 메시지: 완성되면 다시 나옴',
  'a management request, not a call of a model': '관리 요청, 모델 호출이 아님',
  'a logged response without usage': '사용량 없는 기록 응답',
  'a daily sum of calls: load the spend logs themselves': '호출의 하루 합계: 지출 로그 자체를 읽으세요',
  'a completed turn without usage': '사용량 없는 완료된 차례',
  'a completed response without usage': '사용량 없는 완료된 응답',
  'a chat completion without usage': '사용량 없는 채팅 완성',
  'a bucket without calls': '호출 없는 묶음',
  'a batch result with neither usage nor an error': '사용량도 오류도 없는 배치 결과',
  'a top-up of an account, not a call': '계정 충전이며 호출이 아님',
  'a refund, not a call': '환불이며 호출이 아님',
  'sums up calls that are traced themselves': '따로 추적되는 호출의 합계',
  'a list that holds no record': '기록이 없는 목록',
  'not valid JSON: {detail}': '올바른 JSON이 아님: {detail}',
  'not a JSON object': 'JSON 객체가 아님',
  'no known format': '알려진 형식이 아님',
  'no such file': '파일이 없음',
  'no permission to read it': '읽을 권한이 없음',
  'it is a folder': '폴더임',
  'the gzip archive is cut short': 'gzip 압축 파일이 잘림',
  'the gzip archive is damaged': 'gzip 압축 파일이 손상됨',
  'the zstd archive is cut short': 'zstd 압축 파일이 잘림',
  'the zstd archive is damaged': 'zstd 압축 파일이 손상됨',
  'it changed while it was read': '읽는 동안 바뀌었음',
  '{count} {count|row|rows} {verb} written to {file}': '{file}에 {count}행을 썼습니다',
  '{count} {count|call|calls} {verb} written to {file}': '{file}에 호출 {count}건을 썼습니다',
  '{count} {count|charge|charges} {verb} written to {file}': '{file}에 과금 항목 {count}건을 썼습니다',
  '{count} {count|fee|fees} without a finite decimal form {verb} rounded at the 18th place':
    '유한 소수가 아닌 수수료 {count}건은 소수점 아래 18자리에서 반올림했습니다',

  // formulas of bills: {base} names steps and their amounts
  '{tokens} {tokens|token|tokens} of {names} at list prices': '{names}의 토큰 {tokens}개, 정가',
  '{tokens} {tokens|token|tokens} of {sku}, on average {price} per 1,000,000, at list prices':
    '{sku}의 토큰 {tokens}개, 평균 1,000,000당 {price}, 정가',
  '{tokens} {tokens|token|tokens} of {sku}, on average {price} per 1,000,000, at list prices × {factor}':
    '{sku}의 토큰 {tokens}개, 평균 1,000,000당 {price}, 정가 × {factor}',
  '{tokens} {tokens|token|tokens} of {names} at list prices × {factor}': '{names}의 토큰 {tokens}개, 정가 × {factor}',
  '{tokens} {tokens|token|tokens} of {sku}, on average {price} per 1,000,000, at the prices of {book}':
    '{sku}의 토큰 {tokens}개, 평균 1,000,000당 {price}, {book}의 가격',
  '{tokens} {tokens|token|tokens} of {names} at the prices of {book}': '{names}의 토큰 {tokens}개, {book}의 가격',
  'no usage at list prices': '사용량 없음, 정가',
  'no usage': '사용량 없음',
  'nothing used': '사용 없음',
  '{percent} % of {base} does not apply: {saidUnmet}': '{base}의 {percent} %는 적용되지 않음: {saidUnmet}',
  'less than {amount} spent': '사용액이 {amount} 미만',
  '{found} of {needed} distinct {what}': '서로 다른 {what} {needed}개 중 {found}개',
  '{count} × {each}: {rate} of {size}, once per {again} of {base}':
    '{count} × {each}: {size}의 {rate}, {base} 중 {again}마다 한 번',
  '{count} × {each}: {rate} of {size}, at least {min}, once per {again} of {base}':
    '{count} × {each}: {size}의 {rate}, 최소 {min}, {base} 중 {again}마다 한 번',
  '{rate} % of {base}': '{base}의 {rate} %',
  '{ratio} ({percent} % of the sum with the fee) of {base}': '{base}의 {ratio}(수수료를 포함한 합계의 {percent} %)',
  'at least {amount} per month: reached by {base}': '월 최소 {amount}: {base}(으)로 충족',
  'at least {amount} per month: missing beyond {base}': '월 최소 {amount}: {base}을(를) 넘는 부족분',
  'at least {amount} per year ÷ 12: reached by {base}': '연 최소 {amount} ÷ 12: {base}(으)로 충족',
  'at least {amount} per year ÷ 12: missing beyond {base}': '연 최소 {amount} ÷ 12: {base}을(를) 넘는 부족분',
  'at least {amount}': '최소 {amount}',
  'at most {amount}': '최대 {amount}',
  '{amount} of {base}: {included} is included': '{base} 중 {amount}: {included} 포함',
  '{free} of {tokens} {tokens|token|tokens} included, at the average price of {base}':
    '토큰 {tokens}개 중 {free}개 포함, {base}의 평균 가격',
  '{count} × {amount} bought for {base} after {before} brought over, nothing left over':
    '{count} × {amount} 구매: {base}, 이월 {before}, 남은 것 없음',
  '{count} × {amount} bought for {base}, nothing left over': '{count} × {amount} 구매: {base}, 남은 것 없음',
  '{count} × {amount} bought for {base}: {unused} is not used and expires':
    '{count} × {amount} 구매: {base}. 쓰지 않은 {unused}은(는) 소멸',
  '{count} × {amount} bought for {base}: {unused} is not used and carried to the next month':
    '{count} × {amount} 구매: {base}. 쓰지 않은 {unused}은(는) 다음 달로 이월',
  '{amount} per month, assumed: {note}': '월 {amount}, 가정: {note}',
  '{amount} per month, assumed': '월 {amount}, 가정',
  '{amount} per year ÷ 12, assumed: {note}': '연 {amount} ÷ 12, 가정: {note}',
  '{amount} per year ÷ 12, assumed': '연 {amount} ÷ 12, 가정',
  '{amount} per month': '월 {amount}',
  '{amount} per month × {quantity}': '월 {amount} × {quantity}',
  '{amount} per hour × {hours} hours': '시간당 {amount} × {hours}시간',
  '{amount} per hour × {quantity} × {hours} hours': '시간당 {amount} × {quantity} × {hours}시간',
  '{amount} per year ÷ 12': '연 {amount} ÷ 12',
  '{amount} per year × {quantity} ÷ 12': '연 {amount} × {quantity} ÷ 12',
  '{amount} once: part of the one-time cost, not of a month': '한 번 {amount}: 월 비용이 아니라 일회성 비용',
  '{count} {count|request|requests} at {price} per {per} after {free} free of {all}':
    '요청 {count}건 × {per}당 {price}(전체 {all}건 중 {free}건 무료)',
  '{count} {count|request|requests} at {price} per {per}': '요청 {count}건 × {per}당 {price}',
  '{count} {count|token|tokens} at {price} per {per} (volume tier from {from}), instead of {base}':
    '토큰 {count}개 × {per}당 {price}({from}부터의 사용량 구간), {base} 대신',
  '{count} {count|token|tokens} at {price} per {per} (volume tier from {from})':
    '토큰 {count}개 × {per}당 {price}({from}부터의 사용량 구간)',
  '{count} {count|token|tokens} at {price} per {per}, instead of {base}':
    '토큰 {count}개 × {per}당 {price}, {base} 대신',
  '{count} {count|token|tokens} at {price} per {per}': '토큰 {count}개 × {per}당 {price}',
  '{count} tokens graduated: {parts}, instead of {base}': '토큰 {count}개 단계별: {parts}, {base} 대신',
  '{from} × {rate} = {to} {currency}, rate of {asOf}, {source}':
    '{from} × {rate} = {to} {currency}, {asOf} 환율, {source}',
  '{text} = {tax}, recoverable: nets to 0': '{text} = {tax}, 공제 가능: 순액 0',
  'not in force: only from {from} until {to}': '적용되지 않음: {from}부터 {to}까지만 적용',
  '{saidFormula}; {step} charges instead': '{saidFormula}. 대신 {step}이(가) 청구',
  // clauses that formulas are put together from
  '{tokens} {tokens|token|tokens} of {sku}': '{sku}의 토큰 {tokens}개',
  '{count} {count|call|calls} of {sku}': '{sku}의 호출 {count}건',
  'on average {price} per {per}': '평균 {per}당 {price}',
  'at list prices': '정가',
  'at list prices × {factor}': '정가 × {factor}',
  'at the prices of {book}': '{book}의 가격',
  '× {factor} in {currency}': '× {factor}({currency})',
  'each request rounded {mode} to {quantum}': '요청마다 {quantum}(으)로 반올림({mode})',
  'for {count} of {all} requests (after {from})': '요청 {all}건 중 {count}건({from}건 초과분)',
  'limited: {group} together at most {percent} of {whole}': '제한: {group} 합계 최대 {whole}의 {percent}',
  'instead of {base}': '{base} 대신',
  'in force from {from} until {to}': '{from}부터 {to}까지 적용',
  'in force from {from}': '{from}부터 적용',
  'in force until {to}': '{to}까지 적용',
  '{saidFormula} × {share} of the month': '{saidFormula} × 한 달의 {share}',
  'no logged amount is a number': '기록된 금액이 숫자가 아님',
  'without it {before} against {after}': '빼면 {before} 대 {after}',
  '{tokens} {tokens|token|tokens} of {sku}, on average {price} per 1,000,000, at list prices, × {factor} in {currency}':
    '{sku}의 토큰 {tokens}개, 평균 1,000,000당 {price}, 정가, × {factor}({currency})',
  '{tokens} {tokens|token|tokens} of {names} at list prices, × {factor} in {currency}':
    '{names}의 토큰 {tokens}개, 정가, × {factor}({currency})',
  '{rate} % of {base}, at least {min}': '{base}의 {rate} %, 최소 {min}',
  '{rate} % of {base}, at most {max}': '{base}의 {rate} %, 최대 {max}',
  '{rate} % of {base}, at least {min}, at most {max}': '{base}의 {rate} %, 최소 {min}, 최대 {max}',
  'over {count} input tokens: {rates}': '입력 토큰 {count}개 초과: {rates}',
  'no rate for {meter} and no fallback to one': '{meter}의 가격도 대신할 가격도 없음',
  'no page named ({date})': '페이지 표시 없음 ({date})',
  'the log has only a token total, and the book no price for both input and output':
    '로그에 토큰 합계만 있고 가격표에 입력과 출력의 가격이 다 있지 않음',
  'its price has a minimum per request or a free amount per month, which sums of calls cannot tell':
    '요청당 최소량이나 월 무료량이 있는 가격이라 호출의 합계로는 알 수 없음',
  'its price has a minimum per request or a free amount per month, which a token total cannot tell':
    '요청당 최소량이나 월 무료량이 있는 가격이라 토큰 합계로는 알 수 없음',
  'several sellers list it: log the provider, or name one in an alias':
    '여러 판매자가 취급함: 제공사를 기록하거나 별칭에서 지정하세요',
  'a fine-tuned model has a price of its own: add it to a price book':
    '미세 조정 모델은 별도 가격이 있음: 가격표에 추가하세요',
  'the book has prices of {sku} {rest}': '가격표에 있는 {sku}의 가격: {rest}',
  '{saidLow} — or, at the dear end: {saidHigh}': '{saidLow} — 또는 비싼 쪽: {saidHigh}',
};

/** The monthly report. */
const REPORT: Language['phrases'] = {
  'LLM cost report, {month}': 'LLM 비용 보고서, {month}',
  'The whole month, in {currency}': '한 달 전체, 통화 {currency}',
  '{first} to {last}, the month is not over, in {currency}':
    '{first}부터 {last}까지, 아직 끝나지 않은 달, 통화 {currency}',
  '{title}: {count} rows': '{title}: {count}행',
  '{label}, at least': '{label}, 최소',
  '{label}, at most': '{label}, 최대',
  'list: published prices, an estimate': '정가: 공개 가격에 따른 추정치',
  "contracted: the offer's terms, an estimate": '계약: 오퍼 조건에 따른 추정치',
  'invoiced: reconciled with an invoice': '청구: 청구서와 대조됨',
  'notional: what subscription traffic would have cost': '명목: 구독 트래픽을 정가로 환산한 금액',
  'list, partly notional: subscription traffic is in it, which is not billed per call':
    '정가, 일부 명목: 호출 단위로 청구되지 않는 구독 트래픽 포함',
  list: '정가',
  contracted: '계약',
  invoiced: '청구',
  notional: '명목',
  mixed: '혼합',
  'no model logged': '모델 기록 없음',
  '{low} to {high}': '{low}~{high}',
  '{first} to {last}': '{first}부터 {last}까지',

  'Cost of the month': '이달 비용',
  'Cost to date': '현재까지 비용',
  'Change since last month': '지난달 대비 변화',
  'Against budget': '예산 대비',
  Landing: '월말 예상',
  'Savings at the best offer': '최선의 오퍼에서 절감액',
  '{calls} {calls|call|calls}, {tokens} tokens': '호출 {calls}건, 토큰 {tokens}개',
  '{calls} {calls|call|calls} up to {last}': '{last}까지 호출 {calls}건',
  'no calls in the month before': '지난달 호출 없음',
  '{basis}; of what has a price': '{basis}. 가격이 있는 것만',
  'last month: {amount}': '지난달: {amount}',
  '{rate} of {amount}, {first} to {last}': '{amount}의 {rate}, {first}부터 {last}까지',
  'no budget is set': '설정된 예산 없음',
  'share of budget {id} used': '예산 {id} 사용 비율',
  '{actual} of {amount}': '{amount} 중 {actual}',
  'inconclusive: too few days for a forecast': '판단 불가: 예측하기에는 일수가 부족함',
  'the month is over': '이달은 끝났습니다',
  'forecast at list prices, an estimate': '정가 기준 예측, 추정치',
  '{low} to {high} with 80 % confidence': '80 % 신뢰 구간 {low}~{high}',
  'no offer was asked for: --to or --scenario names some': '비교한 오퍼 없음: --to 또는 --scenario로 지정',
  'no offer is cheaper; the least dear, {offer}, costs {amount} more':
    '더 저렴한 오퍼가 없습니다. 가장 덜 비싼 {offer}도 {amount} 더 듭니다',
  'a month at {offer}': '{offer}에서 한 달',
  'a month at {offer}: {rate}': '{offer}에서 한 달: {rate}',

  'Cost per day': '일별 비용',
  'Basis: {basis}. Days are cut in {zone}; a day without calls is a day of 0.':
    '기준: {basis}. 날짜는 {zone} 기준이며, 호출이 없는 날은 0입니다.',
  'Cost per day by model, {month}': '모델별 일일 비용, {month}',
  'Stacked bars, one per day; each part is what one model cost. The table below has the same figures.':
    '하루에 하나씩 쌓은 막대이며 각 부분은 한 모델의 비용입니다. 아래 표에 같은 수치가 있습니다.',
  'Cost by day and model': '일자·모델별 비용',
  'Cost by model': '모델별 비용',

  'Who pays': '누가 부담하는가',
  'What no team is known to pay for is the row {row}: shown also where it is 0, never shared out.':
    '어느 팀의 부담인지 모르는 비용은 {row} 행에 있습니다. 0이어도 표시하며 다른 팀에 나누지 않습니다.',
  'Cost by team': '팀별 비용',
  'Cost by project': '프로젝트별 비용',
  'Cost by API key': 'API 키별 비용',
  'no project logged': '프로젝트 기록 없음',
  'no key logged': '키 기록 없음',
  '{count} more {count|row is|rows are} folded into {row}.': '나머지 {count}행은 {row}에 합쳤습니다.',
  'One bar per team, the {count} dearest. The table below has all of them.':
    '비용이 큰 {count}개 팀의 막대입니다. 아래 표에 전체가 있습니다.',
  'One bar per team. The table below has the same figures.': '팀마다 막대 하나입니다. 아래 표에 같은 수치가 있습니다.',

  'Landing of the month': '이달의 월말 예상',
  'The month is over: it has landed.': '이달은 끝났고 금액이 확정되었습니다.',
  'The forecast is of the month as a whole; the days ahead are drawn on a straight line to it.':
    '예측은 한 달 전체에 대한 것이며, 남은 날은 거기까지 직선으로 그렸습니다.',
  'Too few days were seen for a forecast: only what was spent is drawn.':
    '예측하기에는 일수가 부족해 쓴 금액만 그렸습니다.',
  'The budget is {id}, of all calls, for this month.': '예산은 이달 모든 호출에 대한 {id}입니다.',
  'Cost of the month up to each day, {month}': '날짜별 이달 누적 비용, {month}',
  'One line of what was spent, one of what is expected with the band in which it lies with 80 % confidence, and the budget. The table below has the same figures.':
    '쓴 금액의 선, 80 % 신뢰 구간이 있는 예상 금액의 선, 그리고 예산입니다. 아래 표에 같은 수치가 있습니다.',
  spent: '사용액',
  expected: '예상',
  'expected, 80 %': '예상, 80 %',
  'expected, with its 80 % interval': '예상과 80 % 구간',
  'budget {id}': '예산 {id}',
  'Cost of the month up to each day': '날짜별 이달 누적 비용',
  'of the day': '하루 비용',

  Budgets: '예산',
  'Actual against budget': '예산 대비 실적',
  'all calls': '모든 호출',

  'There are no calls in the month before to compare with.': '비교할 지난달 호출이 없습니다.',
  '{month} is compared as a whole.': '{month} 전체와 비교합니다.',
  'The month is not over, so it is compared with the same days of {month}: {first} to {last}.':
    '이달은 아직 끝나지 않아 {month}의 같은 날들과 비교합니다: {first}부터 {last}까지.',
  'Models without a price are in neither month here.': '가격이 없는 모델은 두 달 모두에서 뺐습니다.',
  'A cost is only known as a range or not at all, so the change has no causes.':
    '비용이 범위로만 알려졌거나 알 수 없어 변화의 원인을 나눌 수 없습니다.',
  'Of the total, traffic that moved from one model to another is mix, so its volume and mix are not the sums of the rows.':
    '합계에서는 모델 사이를 옮겨 간 트래픽이 구성에 들어가므로, 사용량과 구성은 행의 합이 아닙니다.',
  'Why the cost changed': '비용이 달라진 이유',
  'From the cost of last month to that of this month by price, volume and mix. The last row of the table has the same figures.':
    '지난달 비용에서 이달 비용까지를 가격, 사용량, 구성으로 나눕니다. 표의 마지막 행에 같은 수치가 있습니다.',
  'Change by model': '모델별 변화',

  'Official API against gateways': '공식 API와 게이트웨이',
  'A month is {sentence}.': '한 달: {sentence}.',
  'Basis: contracted, the terms of each offer times logged usage: an estimate, no bill.':
    '기준: 계약. 각 오퍼의 조건에 기록된 사용량을 곱한 추정치이며 청구서가 아닙니다.',
  'From {baseline} to {offer}, per month': '{baseline}에서 {offer}까지, 월간',
  'What each step of the two bills adds or takes off between the two totals. The first table has the same figures.':
    '두 청구 내역의 각 단계가 두 합계 사이에서 더하거나 빼는 금액입니다. 첫 번째 표에 같은 수치가 있습니다.',

  'Tokens and cache': '토큰과 캐시',
  'Cache hit rate is the share of all input that was read from a cache. Saved by the cache: what the same calls would have cost with every cached token as plain input, less what they cost; below 0 where writing cost more than reading saved.':
    '캐시 적중률은 전체 입력 중 캐시에서 읽은 비율입니다. 캐시 절감액은 같은 호출의 캐시 토큰을 모두 일반 입력으로 계산한 비용에서 실제 비용을 뺀 값이며, 쓰기 비용이 읽기 절감보다 크면 0보다 작습니다.',
  'Tokens by model and kind': '모델과 종류별 토큰',
  'One bar per model: input, input read from the cache, input written to it, and output. The table below has the same figures.':
    '모델마다 막대 하나: 입력, 캐시에서 읽은 입력, 캐시에 쓴 입력, 출력. 아래 표에 같은 수치가 있습니다.',
  'Tokens and cache by model': '모델별 토큰과 캐시',

  'Errors and what they cost': '오류와 그 비용',
  'No attempt failed.': '실패한 시도가 없습니다.',
  'An error is one failed attempt; a retry that succeeded leaves its error here. The cost is of attempts that failed or were cut off and had billed tokens.':
    '오류는 실패한 시도 하나입니다. 재시도가 성공해도 앞선 오류는 남습니다. 비용은 실패하거나 끊긴 시도 중 과금된 토큰의 비용입니다.',
  'Errors per day by class': '종류별 일일 오류',
  'Stacked bars, one per day; each part is one class of error. The table below has the sums of the days.':
    '하루에 하나씩 쌓은 막대이며 각 부분은 오류 종류 하나입니다. 아래 표에 일별 합계가 있습니다.',
  'Errors by day': '일별 오류',
  'Errors by class': '종류별 오류',
  'no class logged': '종류 기록 없음',
  'Streams that were cut off without an error are in the cost by day, and in no class.':
    '오류 없이 끊긴 스트림은 일별 비용에 들어가고 어느 종류에도 들어가지 않습니다.',

  'Latency, streamed against not': '지연 시간: 스트리밍과 비스트리밍',
  'No answered call logs how long it took.': '응답된 호출 중 소요 시간을 기록한 것이 없습니다.',
  'Of answered calls that were sent one by one. A streamed call shows its first token long before it is done; the whole call takes what it takes.':
    '하나씩 보낸 호출 중 응답된 것입니다. 스트리밍 호출은 끝나기 훨씬 전에 첫 토큰을 보여 주지만, 호출 전체의 시간은 그대로입니다.',
  'How long calls take, and how long until the first token': '호출에 걸린 시간과 첫 토큰까지의 시간',
  'Median, 95th and 99th percentile of the whole call, and the median until the first token. The table below has the same figures.':
    '호출 전체의 중앙값, 95·99 백분위와 첫 토큰까지의 중앙값입니다. 아래 표에 같은 수치가 있습니다.',

  'Coverage, and what is not in the figures': '자료 범위와 수치에 없는 것',
  'Every call that was charged has a price.': '과금된 모든 호출에 가격이 있습니다.',
  'What has no price is in no amount: totals are lower bounds. Its volume is in the table of unpriced usage.':
    '가격이 없는 것은 어느 금액에도 없으므로 합계는 하한값입니다. 그 양은 가격 없는 사용량 표에 있습니다.',
  'No line of the files was rejected.': '거부된 행이 없습니다.',
  'Rejected lines could not be read as what they seem to be: whatever calls they hold are in no figure.':
    '거부된 행은 읽을 수 없었으므로 거기에 담긴 호출은 어느 수치에도 없습니다.',
  'Calls of the month: {calls}, of them not fully priced: {open}.':
    '이달 호출 {calls}건 중 가격을 모두 매기지 못한 호출 {open}건.',
  'lines = blank + rejected + ignored + with calls; calls found = accepted + duplicate.':
    '행 = 빈 행 + 거부 + 무시 + 호출 있음. 찾은 호출 = 채택 + 중복.',
  '{count} more reasons are not shown: tollbook load --dry-run tells what every line is.':
    '사유 {count}개는 생략했습니다. tollbook load --dry-run이 모든 행을 설명합니다.',
  Coverage: '자료 범위',
  'Files that were read, of all months': '읽은 파일(모든 달)',
  'Rejected lines': '거부된 행',
  'days of the month with calls': '이달 중 호출이 있는 날',
  'calls that are fully priced': '가격을 모두 매긴 호출',
  'tokens that are priced': '가격을 매긴 토큰',
  'lines of the files that were not rejected': '거부되지 않은 행',

  'How every number was made': '모든 수치가 만들어진 방법',
  'Amounts are exact until they are printed; each is then rounded by itself, and a total is the exact total, rounded. Nothing in this file computes.':
    '금액은 출력 전까지 정확한 값이며, 출력할 때 각각 반올림합니다. 합계는 정확한 합계를 반올림한 것입니다. 이 파일은 아무것도 계산하지 않습니다.',
  'Assumptions and method': '가정과 방법',
  'Prices that were applied': '적용된 가격',
  '{count} more prices are not shown: tollbook cost --explain has all of them.':
    '가격 {count}개는 생략했습니다. tollbook cost --explain에 전부 있습니다.',
  'price book': '가격표',
  'hash of the price book': '가격표 해시',
  'prices last checked': '가격 확인일',
  'the book does not say': '가격표에 없음',
  'made by': '만든 도구',
  'time zone': '시간대',
  'days covered': '포함된 날',
  'cost of a call': '호출 하나의 비용',
  'cost of a group': '묶음의 비용',
  latency: '지연 시간',
  duplicates: '중복',
  'each meter of its usage × the unit price in force when it was made, at the tier and size it was served at':
    '각 과금 항목의 사용량 × 호출 시점에 적용되던 단가(처리된 등급과 크기 기준)',
  'the sum of the costs of its calls; a call that several teams share is divided exactly':
    '호출 비용의 합. 여러 팀이 나누는 호출은 정확히 나눕니다',
  'price, volume and mix effects with the mean of both months as weights: they add up to the change':
    '두 달의 평균을 가중치로 한 가격·사용량·구성 효과이며, 더하면 변화와 같습니다',
  'the log covers the month to its end: nothing is forecast': '로그가 월말까지 있어 예측한 것이 없습니다',
  'cost to date plus the forecast of the remaining days by the method that did best on earlier days of this log, each day priced':
    '현재까지 비용에 남은 날의 예측을 더합니다. 이 로그의 지난 날들에서 가장 잘 맞은 방법을 쓰고 하루씩 가격을 매깁니다',
  'cost to date plus the remaining days at the plain rate of the days seen':
    '현재까지 비용에 남은 날을 관측된 하루 평균으로 더합니다',
  'the stated volume in the mix of the log': '지정한 사용량을 로그의 구성으로 계산합니다',
  'too few days for a forecast': '예측하기에는 일수가 부족합니다',
  "the month's usage at each offer's ordered steps, against the baseline":
    '이달 사용량을 각 오퍼의 단계에 차례로 적용해 기준과 비교합니다',
  'the same usage with every cached token as plain input, less the cost':
    '같은 사용량의 캐시 토큰을 모두 일반 입력으로 계산한 비용에서 비용을 뺀 값',
  'quantiles of answered calls, batches left out': '응답된 호출의 분위수(배치 제외)',
  'every call counts once; of several snapshots the most complete one':
    '호출은 한 번만 셉니다. 여러 기록 중 가장 완전한 것을 씁니다',

  'Readiness for a migration': '이전 준비 상태',
  'Filled in from the calls of the month. A baseline that is not logged before the move cannot be measured after it.':
    '이달 호출로 채웠습니다. 이전 전에 기록하지 않은 기준은 이전 후에 측정할 수 없습니다.',
  Checklist: '점검표',
  'share of calls': '호출 비중',
  ready: '준비됨',
  partly: '일부',
  missing: '없음',
  'to decide': '결정 필요',
  'a month of calls': '한 달치 호출',
  'weekdays and month ends differ: {days} {days|day|days} with calls':
    '요일과 월말은 서로 다릅니다: 호출이 있는 날 {days}일',
  'every call has a price': '모든 호출에 가격이 있음',
  'calls without a price: {count}': '가격 없는 호출: {count}건',
  'tokens are logged': '토큰이 기록됨',
  'without them nothing can be priced at an offer': '없으면 오퍼에서 가격을 매길 수 없습니다',
  'duration is logged': '소요 시간이 기록됨',
  'latency before and after': '이전 전후의 지연 시간',
  'streaming is logged': '스트리밍 여부가 기록됨',
  'streamed calls are compared with streamed ones': '스트리밍은 스트리밍끼리 비교합니다',
  'first token is logged': '첫 토큰 시간이 기록됨',
  'what a reader waits for, of streamed calls': '스트리밍 호출에서 독자가 기다리는 시간',
  'requests can be traced': '요청을 추적할 수 있음',
  'retries are folded, and an invoice can be matched call by call':
    '재시도를 묶고 청구서를 호출 단위로 맞출 수 있습니다',
  'users or sessions are known': '사용자나 세션을 알 수 있음',
  'a canary splits by user, so that nobody sees both sides':
    '카나리는 사용자별로 나눠 한 사람이 양쪽을 보지 않게 합니다',
  'calls are paired': '호출이 짝지어짐',
  'a shadow test compares the two answers to one request': '섀도 테스트는 한 요청의 두 답을 비교합니다',
  'quality is scored': '품질 점수가 있음',
  'cheaper is no saving where answers get worse': '답이 나빠지면 싸도 절감이 아닙니다',
  'rate-limit headroom is logged': '호출 한도 여유가 기록됨',
  'limits of the new seller are compared with use': '새 판매자의 한도를 사용량과 비교합니다',
  'calls in batches': '배치 호출',
  'does the offer carry batches and their price?': '오퍼가 배치와 그 가격을 지원합니까?',
  'calls that read a prompt cache': '프롬프트 캐시를 읽는 호출',
  'an offer without it charges the same tokens as plain input':
    '지원하지 않는 오퍼는 같은 토큰을 일반 입력으로 과금합니다',
  'what the offers carry is known': '오퍼의 지원 범위를 알고 있음',
  'open questions: {count}': '미해결 질문: {count}개',
  'keys and endpoints to move': '옮길 키와 엔드포인트',
  '{keys} API {keys|key|keys}, {endpoints} {endpoints|endpoint|endpoints}': 'API 키 {keys}개, 엔드포인트 {endpoints}개',
};

export const ko: Language = {
  tag: 'ko',
  phrases: { ...WORDS, ...HEADER, ...REMARKS, ...NOTES, ...JUDGED, ...REPORT, ...FORMATS_AND_STATEMENTS },
  said: SAID,
};
