/**
 * Korean: the monthly report.
 */
import type { Language } from '../language.js';

export const MONTH: Language['phrases'] = {
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
  'Entered beside the calls: every other cost of this report is without them.':
    '호출과 별도로 입력된 금액입니다. 이 보고서의 다른 비용에는 포함되지 않습니다.',
  '{calls} {calls|call|calls}, which log no tokens': '호출 {calls}건, 토큰 수는 기록되지 않음',
  '{calls} {calls|call|calls} up to {last}': '{last}까지 호출 {calls}건',
  'no calls in the month before': '지난달 호출 없음',
  '{basis}; of what has a price': '{basis}. 가격이 있는 것만',
  'last month: {amount}': '지난달: {amount}',
  '{rate} of {amount}, {first} to {last}': '{amount}의 {rate}, {first}부터 {last}까지',
  'no budget is set': '설정된 예산 없음',
  'share of budget {id} used': '예산 {id} 사용 비율',
  '{actual} of {amount}': '{amount} 중 {actual}',
  'inconclusive: too few days for a forecast': '판단 불가: 예측하기에는 일수가 부족함',
  'the month is closed': '이달은 마감되었습니다',
  'the month is over': '이달은 끝났습니다',
  'forecast at list prices, an estimate': '정가 기준 예측, 추정치',
  '{low} to {high} on days like the least and like the busiest':
    '사용량이 가장 적은 날과 가장 많은 날 기준 {low}~{high}',
  'expected, on the least to the busiest days': '예상, 가장 적은 날부터 가장 많은 날까지',
  'One line of what was spent, one of what is expected, from days like the least to days like the busiest, and the budget. The table below has the same figures.':
    '지출한 금액의 선, 가장 적은 날부터 가장 많은 날까지의 범위가 있는 예상 금액의 선, 예산이 그려집니다. 아래 표에 같은 수치가 있습니다.',
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
  'The month is closed: it has landed.': '이달은 마감되었고 금액이 확정되었습니다.',
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
  '{count} more reasons are not shown: tollbook load --dry-run LOG tells all of them.':
    '사유 {count}개는 생략했습니다. tollbook load --dry-run LOG에서 모두 볼 수 있습니다.',
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
  '{count} more {count|price is|prices are} not shown: tollbook cost --explain has {count|it|all of them}.':
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
  'the month is closed: nothing is forecast': '이달은 마감되어 예측한 것이 없습니다',
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
  '{id}: nothing of what was spent has a known cost.': '{id}: 쓴 금액 중 비용이 알려진 것이 없습니다.',
};
