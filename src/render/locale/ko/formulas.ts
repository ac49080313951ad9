/**
 * Korean: formulas of bills.
 */
import type { Language } from '../language.js';

export const FORMULAS: Language['said'] = {
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
