/**
 * Korean: closed months, statements and causes of differences.
 */
import type { Language } from '../language.js';

export const BOOKS: Language['said'] = {
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
  'charges are told line by line': '요금은 항목별로 다시 계산합니다',
  'offers are compared on the calls': '오퍼는 호출로 비교합니다',
  'months are billed one after the other': '달은 차례로 청구됩니다',
  '{month} is closed: its landing, and what its errors cost, its cache saved and offers would cost, is reckoned at the prices of today':
    '{month} 마감됨. 예상 마감액, 오류 비용, 캐시 절감액, 오퍼 비용은 오늘의 가격으로 계산했습니다',
  'errors and durations are not shown where the calls of a closed month are others today: a close does not keep them':
    '마감된 달의 호출이 지금과 다르면 오류와 소요 시간은 표시하지 않습니다. 마감은 이를 보관하지 않습니다',
  '{month} is closed; recomputed today its figures are the same': '{month} 마감됨. 지금 다시 계산해도 수치가 같습니다',
  '{month} is closed: shown are {calls} {calls|call|calls} at {cost}; recomputed today they would be {nowCalls} {nowCalls|call|calls} at {nowCost}; `{command}` says why':
    '{month} 마감됨: 보이는 것은 호출 {calls}건, {cost}입니다. 지금 다시 계산하면 호출 {nowCalls}건, {nowCost}이 됩니다. `{command}`로 이유를 알 수 있습니다',
  '{month} is closed: shown are {calls} {calls|call|calls} at {cost}; recomputed today they would be {nowCalls} {nowCalls|call|calls} at {nowCost}; `{command}` with the same --prices says why':
    '{month} 마감됨: 보이는 것은 호출 {calls}건, {cost}입니다. 지금 다시 계산하면 호출 {nowCalls}건, {nowCost}이 됩니다. `{command}`를 같은 --prices로 실행하면 이유를 알 수 있습니다',
  '{month} is closed: shown are {calls} {calls|call|calls} of {part} at {cost}; recomputed today they would be {nowCalls} {nowCalls|call|calls} at {nowCost}; `{command}` says why':
    '{month} 마감됨: 보이는 것은 {part}의 호출 {calls}건, {cost}입니다. 지금 다시 계산하면 호출 {nowCalls}건, {nowCost}이 됩니다. `{command}`로 이유를 알 수 있습니다',
  '{month} is closed: shown are {calls} {calls|call|calls} of {part} at {cost}; recomputed today they would be {nowCalls} {nowCalls|call|calls} at {nowCost}; `{command}` with the same --prices says why':
    '{month} 마감됨: 보이는 것은 {part}의 호출 {calls}건, {cost}입니다. 지금 다시 계산하면 호출 {nowCalls}건, {nowCost}이 됩니다. `{command}`를 같은 --prices로 실행하면 이유를 알 수 있습니다',
  '{month} is closed; recomputed today the figures of {part} are the same':
    '{month} 마감됨. 지금 다시 계산해도 {part}의 수치가 같습니다',
  '{month}: {seen} of {days} days {seen|has|have} calls; what was not loaded yet is not in these figures':
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
  'a stated amount is no plain number, and in no sum': '적힌 금액이 일반 숫자가 아니어서 합계에 없음',
  'the statement has no amount for it': '명세서에 금액이 없음',
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
};
