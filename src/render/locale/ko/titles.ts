/**
 * Korean: titles of tables.
 */
import type { Language } from '../language.js';

export const TITLES: Language['phrases'] = {
  Cost: '비용',
  Usage: '사용량',
  Errors: '오류',
  Latency: '지연 시간',
  Prices: '가격',
  Findings: '발견 사항',
  'What changed': '달라진 것',
  Files: '파일',
  'Prices under conditions': '조건부 가격',
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
  'Net benefit over {months} {months|month|months}, when one thing is other than assumed':
    '가정 하나가 달라질 때 {months}개월 순이익',
};
