/**
 * Korean: why something is not known, and what limits are of.
 */
import type { Language } from '../language.js';

export const REASONS: Language['said'] = {
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
  'the complete month {month} has no call: a month without any says nothing about the others':
    '온전한 달 {month}에 호출이 없음: 호출이 없는 달로는 다른 달을 알 수 없음',
  'the complete months {first} to {last} have no call: a month without any says nothing about the others':
    '온전한 달 {first}~{last}에 호출이 없음: 호출이 없는 달로는 다른 달을 알 수 없음',
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
  'it does not pay back within {months} {months|month|months}': '{months}개월 안에 회수되지 않음',
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
  'some of the usage before has no known cost: this is the most it may be':
    '이전 사용량 일부의 비용을 알 수 없어 이 값이 최대값임',
  'some of the usage has no known cost: this is the least it may be':
    '사용량 일부의 비용을 알 수 없어 이 값이 최소값임',
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
  'nothing of what these calls used has a known cost': '이 호출들이 쓴 것 중 비용이 알려진 것이 없습니다',
};
