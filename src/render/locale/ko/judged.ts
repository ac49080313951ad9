/**
 * Korean: what budgets, closed months, limits, forecasts and statements say.
 */
import type { Language } from '../language.js';

export const JUDGED: Language['phrases'] = {
  'in the log as {names}': '로그에 적힌 이름: {names}',
  'in the log as {names} and {count} more': '로그에 적힌 이름: {names} 외 {count}개',
  '{gate}: {met}': '{gate}: {met}',
  'As of {asOf}; landings are forecasts: estimates.': '{asOf} 기준. 월말 예상은 예측이며 추정치입니다.',
  '{id}: the first call is of {seenFrom}; what was spent from {first} on until then is not in it.':
    '{id}: 첫 호출이 {seenFrom}입니다. {first}부터 그때까지 쓴 것은 들어 있지 않습니다.',
  '{id}: {daysSeen} of {days} days {daysSeen|was|were} seen, too few to tell where the period lands.':
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
  'Backtest from {origins} earlier {origins|day|days}: {days} {days|day|days} of cost {days|was|were} off by {error} on average; {held80} lay in the 80 % interval, {held95} in the 95 % one.':
    '지난 {origins}일에서 한 백테스트: {days}일간의 비용이 평균 {error} 어긋났고, {held80}가 80 % 구간에, {held95}가 95 % 구간에 들었습니다.',
  'The {months} {months|month|months} ahead {months|is|are} forecast, as of {asOf}; how sure they are is told by {paths} ways they may go, drawn from the errors of the backtest (seed {seed}).':
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
  '{gate}: so {count|is|are} {count} other {count|group|groups}': '{gate}: 다른 묶음 {count}개도 그렇습니다',
  '{gate}: unrounded {value} against {limit}': '{gate}: 반올림 전 {value}, 한도 {limit}',
  'Increases are against {base}.': '증가는 {base} 대비입니다.',
  'See {gate}: {command}': '{gate} 보기: {command}',
  'All of it: {command}': '전체 보기: {command}',
  '{model} is {sku} ({how})': '{model} = {sku} ({how})',
  'Source: {source}': '출처: {source}',
  'Statement: {title}, {since} to {until}, against {scope}: {verdict} ({tolerance}).':
    '명세서: {title}, {since}부터 {until}까지, 비교 대상 {scope}: {verdict}({tolerance}).',
  'What {title} cannot contain: {limits}.': '{title}에 들어갈 수 없는 것: {limits}.',
  'A likely cause is a mistake that, made alone, explains the difference. Tolerance: {tolerance}.':
    '추정 원인은 그 실수 하나만으로 차이가 설명되는 것입니다. 허용 오차: {tolerance}.',
  '{percent} %, and 0.01 always': '{percent} %, 그리고 항상 0.01',
};
