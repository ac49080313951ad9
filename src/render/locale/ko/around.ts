/**
 * Korean: what stands above every report, and sentences under tables.
 */
import type { Language } from '../language.js';

export const HEADER: Language['phrases'] = {
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

export const REMARKS: Language['phrases'] = {
  '{attempts} {attempts|attempt|attempts}: {errors} {errors|error|errors}. {requests} {requests|request|requests}: {retried} retried, {failed} failed in the end. {cut} {cut|stream|streams} cut.':
    '시도 {attempts}건: 오류 {errors}건. 요청 {requests}건: 재시도 {retried}건, 최종 실패 {failed}건. 끊긴 스트림 {cut}건.',
  'Streamed against not streamed: {reason}.': '스트리밍과 비스트리밍: {reason}.',
  'not matched: the logs do not say which calls were streamed': '비교할 수 없음: 로그에 스트리밍 여부가 없습니다',
  'not matched: no call is logged as streamed': '비교할 수 없음: 스트리밍으로 기록된 호출이 없습니다',
  'not matched: no call is logged as not streamed': '비교할 수 없음: 비스트리밍으로 기록된 호출이 없습니다',
  'not matched: no model has timed calls of both kinds with a similar output size':
    '비교할 수 없음: 출력 크기가 비슷한 두 종류의 호출을 모두 가진 모델이 없습니다',
  'p50 and p95 are of the calls that were answered, batches left out.':
    'p50과 p95는 응답을 받은 호출의 값이며, 배치는 뺐습니다.',
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
