/**
 * Korean: comparisons, differences of two saved results, and forecasts.
 */
import type { Language } from '../language.js';

export const COMPARISONS: Language['said'] = {
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
  "{id}: some usage has no price, so the baseline's cost is a lower bound, and so are savings against offers that price all of it":
    '{id}: 가격이 없는 사용량이 있어 기준 비용은 하한값이고, 모두 가격이 있는 오퍼에 대한 절감액도 하한값입니다',
  '{id}: some usage has no price there and none at {baseline}, so both costs are lower bounds and the savings may be more or less':
    '{id}: 그쪽에도 {baseline}에도 가격이 없는 사용량이 있어 두 비용 모두 하한값이며, 절감액은 더 많을 수도 적을 수도 있습니다',
  'a month of these calls is {amount} USD at list prices: whatever an offer saves of it, the time to decide and to move is likely to cost more':
    '이 호출의 한 달 정가는 {amount} USD입니다. 오퍼로 얼마를 아끼든 결정하고 옮기는 시간이 더 비쌀 수 있습니다',
  'no alternative brings back what moving costs within {months} {months|month|months}':
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
  'at which cache-hit rate it breaks even cannot be known, because some usage has no price':
    '캐시 적중률이 얼마일 때 손익이 같은지는 가격이 없는 사용량이 있어 알 수 없습니다',
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
  '{days} {days|day|days} at {rate}': '{days}일 × {rate}',
  '{share} of the calls sent to both for {days} of {month} days':
    '{month}일 중 {days}일 동안 호출의 {share}를 양쪽에 보냄',
  '{share} of the routed calls sent to both for {days} of {month} days':
    '{month}일 중 {days}일 동안 옮기는 호출의 {share}를 양쪽에 보냄',
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
  'what if: {calls} {calls|call|calls} a month of {from} {calls|goes|go} to {to}, with the same tokens; models count tokens differently and do not answer alike, so try it before relying on it':
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
  '{calls} {calls|call|calls} more than ten years before the last one {calls|is|are} no part of the forecast: look at the clock of the log':
    '마지막 호출보다 10년 넘게 앞선 호출 {calls}건은 예측에 쓰지 않습니다. 로그의 시계를 확인하십시오',
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
};
