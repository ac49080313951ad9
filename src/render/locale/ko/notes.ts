/**
 * Korean: what a reader has to know, and how a month came about.
 */
import type { Language } from '../language.js';

export const NOTES: Language['phrases'] = {
  '{id}: tokens a month at which it is cheaper than {baseline}: {ranges}; at all others it is dearer or costs the same':
    '{id}: 월 토큰 수가 {ranges}일 때 {baseline}보다 싸고, 그 밖에서는 비싸거나 같습니다',
  '{id}: tokens a month at which it is cheaper than {baseline}: {ranges}, and {count} more {count|range|ranges}; at all others it is dearer or costs the same':
    '{id}: 월 토큰 수가 {ranges}일 때와 다른 구간 {count}개에서 {baseline}보다 싸고, 그 밖에서는 비싸거나 같습니다',
  '{id}: by turns cheaper and dearer than {baseline} as volume grows, because what is bought in whole units costs the same until the next one is begun; tokens a month at which it is cheaper, the first: {ranges}':
    '{id}: 사용량에 따라 {baseline}보다 쌌다가 비쌌다가 합니다. 단위로 사는 것은 다음 단위를 시작할 때까지 값이 같기 때문입니다. 처음 구간은 월 토큰 {ranges}개입니다',
  '{id}: at which cache-hit rate it costs as much as {baseline} cannot be known: what {models} costs that is read from a cache has no price at {offers}':
    '{id}: 캐시 적중률이 얼마일 때 {baseline}와(과) 비용이 같은지 알 수 없습니다. {models}의 캐시 읽기 가격이 {offers}에 없습니다',
  '{id}: at which cache-hit rate it costs as much as {baseline} cannot be known: some usage of {models} has no price at {offers}':
    '{id}: 캐시 적중률이 얼마일 때 {baseline}와(과) 비용이 같은지 알 수 없습니다. {models}의 사용량 일부는 {offers}에 가격이 없습니다',
  '{count} more': '외 {count}개',
  'how far the forecast may be off is not known: {reason}':
    '예측이 얼마나 빗나갈 수 있는지 알 수 없습니다. 이유: {reason}',
  '{days} {days|day|days} with usage are too few to say how sure a forecast is; {needed} are needed':
    '사용량이 있는 날이 {days}일뿐이라 예측의 확실성을 말할 수 없습니다. {needed}일이 필요합니다',
  'all days that were seen are alike, and too few to say how others may differ':
    '관찰한 날이 모두 같고 적어서 다른 날이 어떻게 다를지 말할 수 없습니다',
  'The {months} months ahead are forecast, as of {asOf}; how likely moving pays is not known: {reason}.':
    '앞으로 {months}개월은 {asOf} 기준 예측입니다. 이전이 이득일 가능성은 알 수 없습니다. 이유: {reason}.',
  'the filters differ: {file} is of {base}, this check of {filter}; the increase is not of the same calls':
    '필터가 다릅니다. {file}은(는) {base}의 결과이고 지금은 {filter}을(를) 대상으로 합니다. 같은 호출의 증가분이 아닙니다',
  'all calls': '모든 호출',
  'up to {to}': '{to} 이하',
  '{from} and more': '{from} 이상',
  '{from} to {to}': '{from}~{to}',
  '{file}{others}: there is no line but blank ones': '{file}{others}: 빈 줄 외에는 아무 줄도 없습니다',
  '{format}: no line of {file}{others} has {fields}{near}':
    '{format}: {file}{others}의 어느 줄에도 {fields} 필드가 없습니다{near}',
  '; did you mean {keys}?': '. 혹시 {keys}인가요?',
  '{key} for {field}': '{field} 대신 {key}',
  'no call that is asked for has {filter}; `{command}` lists what calls have':
    '대상 호출 가운데 {filter}인 것이 없습니다. `{command}`로 어떤 값이 있는지 볼 수 있습니다',
  '{file} is not of one month but of {period}: its cost is taken per month before it is compared':
    '{file}은(는) 한 달이 아니라 {period}의 결과이므로, 비교하기 전에 한 달 비용으로 환산합니다',
  'the price books differ, {base} of {file} and {book}: a part of an increase may be theirs':
    '가격표가 다릅니다. {file}은(는) {base}, 지금은 {book}입니다. 증가분 일부는 가격표 차이일 수 있습니다',
  'only {filter} is asked for; whether {file} is of the same is not written in it':
    '{filter}만 대상으로 합니다. {file}도 같은 대상인지는 파일에 적혀 있지 않습니다',
  '{file}{others}: input tokens are taken to exclude cached tokens, because {reason}':
    '{file}{others}: 입력 토큰에 캐시 토큰이 들어 있지 않은 것으로 봅니다. 이유: {reason}',
  'a line has more cached than input tokens': '캐시 토큰이 입력 토큰보다 많은 줄이 있음',
  'totals are those of input, cached and output tokens': '합계가 입력, 캐시, 출력 토큰을 더한 값임',
  '{file}{others}: input tokens are taken to exclude cached tokens on every line, because a line has more cached than input tokens; yet {lines} {lines|line has a total|lines have totals} of input and output alone, as where input includes them. If that one line is wrong, read the file by a format of your own with tokens: {cache: inclusive}':
    '{file}{others}: 캐시 토큰이 입력 토큰보다 많은 줄이 있어 모든 줄의 입력 토큰에 캐시 토큰이 들어 있지 않은 것으로 봅니다. 그러나 {lines}줄의 합계는 입력과 출력만 더한 값이라 입력에 캐시가 든 것처럼 보입니다. 그 한 줄이 잘못되었다면 tokens: {cache: inclusive}를 둔 사용자 형식으로 읽으십시오',
  '{file}{others}: on every call with cached input ({calls}), input tokens are at least as many as those from the cache; if this relay counts cached tokens as input, --anthropic-input inclusive reads it right':
    '{file}{others}: 캐시 입력이 있는 호출 {calls}건 모두에서 입력 토큰이 캐시 토큰보다 적지 않습니다. 이 중계 서버가 캐시 토큰을 입력에 넣는다면 --anthropic-input inclusive로 읽어야 맞습니다',
  ' and {count} more {count|file|files}': ' 외 파일 {count}개',
  '{folder}: {count} {count|file was|files were} passed over, whose names are not those of logs ({endings}); what is a log is read when it is named':
    '{folder}: 로그 이름이 아닌 파일 {count}개를 건너뛰었습니다({endings}). 로그라면 파일 이름을 직접 지정하면 읽습니다',
  'what was loaded as {file} is in no file any more; the ledger keeps its calls as {kept}':
    '{file}(으)로 적재한 내용은 이제 어느 파일에도 없습니다. 원장은 그 호출을 {kept}(으)로 보관합니다',
  '{file}: its last record, from line {line} on, is unfinished and left for the next load':
    '{file}: {line}행부터인 마지막 레코드가 끝나지 않아 다음 적재 때 읽습니다',
  '{file}: its last row, line {line}, has no line end: it is counted as it stands, and read again when the file has grown':
    '{file}: 마지막 행({line}행)에 줄 끝이 없어 있는 그대로 세고, 파일이 늘어나면 다시 읽습니다',
  '{count} {count|difference|differences} between the price lists that come with tollbook {count|is|are} not shown: the catalog is in force over the bundled list; --builtin shows {count|it|them}':
    'tollbook에 든 가격 목록끼리 다른 {count}곳은 생략했습니다. 카탈로그가 번들 목록보다 우선합니다. --builtin으로 볼 수 있습니다',
  'the ledger was brought from version {from} of its tables to {to}; earlier versions of tollbook cannot read it any more':
    '원장의 표를 버전 {from}에서 {to}(으)로 올렸습니다. 이전 버전의 tollbook은 이제 이 원장을 읽지 못합니다',
  '{count} {count|entry|entries} in {currencies} {count|is|are} in no total, which is in {currency}; ask with --currency and its rates, or look at tollbook ledger entries':
    '{currencies}(으)로 된 항목 {count}건은 합계에 들어 있지 않습니다. 합계는 {currency}입니다. --currency와 환율로 묻거나 tollbook ledger entries를 보십시오',
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
  '{count} {count|row|rows} of the statement {count|was|were} not read and {count|is|are} in no sum, first {place}: {reason}':
    '명세서의 {count}행을 읽지 못해 합계에 없습니다. 첫 번째는 {place}: {reason}',
  '{count} {count|row|rows} of the statement {count|has|have} an amount that is no plain number and {count|is|are} in no sum, first {place}':
    '명세서의 {count}행은 금액이 일반 숫자가 아니어서 합계에 없습니다. 첫 번째는 {place}',
  '{count} {count|row|rows} of the statement {count|has|have} a time that cannot be read and {count|is|are} on no day, first {place}':
    '명세서의 {count}행은 시각을 읽을 수 없어 어느 날에도 없습니다. 첫 번째는 {place}',
  '{count} {count|row|rows} of the statement {count|has|have} no time and {count|is|are} on no day, first {place}':
    '명세서의 {count}행은 시각이 없어 어느 날에도 없습니다. 첫 번째는 {place}',
  '{file} line {line}': '{file} {line}행',
  'no amount stands in {columns}': '{columns}에 금액이 없음',
  'the statement cannot be narrowed to {filter}, of which its rows say nothing: all of it is compared with these calls alone, so the difference holds what other calls cost':
    '명세서의 행에 {filter} 정보가 없어 명세서를 좁힐 수 없습니다. 명세서 전체를 이 호출들하고만 비교하므로 차이에 다른 호출의 비용이 들어 있습니다',
  'rows of the statement that name no {dimension} are left out, though they may be of {filter}':
    '{dimension} 정보가 없는 명세서 행은 뺐습니다. {filter}의 것일 수도 있습니다',
  '{month} agrees, but the ledger does not keep it as reconciled: {obstacle}':
    '{month}은(는) 일치하지만 원장은 대조된 것으로 남기지 않습니다: {obstacle}',
  'the statement has no amounts; reconcile the month with one that has':
    '명세서에 금액이 없습니다. 금액이 있는 명세서로 대조하세요',
  'further pages of the report are missing': '보고서의 다음 쪽이 빠져 있습니다',
  'what the notes say of its rows leaves open whether the statement is of these calls alone and is whole':
    '행에 대한 참고 사항 때문에 명세서가 온전하고 이 호출들만의 것인지 알 수 없습니다',
  'the statement names {first} to {last} alone and may be of that part of the month. Where it is of all of {month}, enter its amounts as invoice lines of {month} (`{enter}`, kind: invoice) and run `{command}`, which compares those':
    '명세서에 {first}부터 {last}까지만 있어 그 기간만의 것일 수 있습니다. {month} 전체의 명세서라면 금액을 {month}의 청구 항목으로 입력하고(`{enter}`, kind: invoice) 그것과 비교하는 `{command}`를 실행하세요',
  'the log does not say how much was used': '로그에 사용량이 없음',
  '{calls} {calls|call has a time|calls have times} without a zone, taken as UTC; --assume-tz names another':
    '호출 {calls}건의 시각에 시간대가 없어 UTC로 보았습니다. --assume-tz로 다르게 지정합니다',
  'latency quantiles of more than {most} calls are read from counts of times to nine binary digits: each is within 0.2 % of the exact one':
    '호출이 {most}건을 넘으면 지연 시간 분위수는 이진수 아홉 자리까지의 시간별 개수에서 읽습니다. 각 값은 정확한 값과 0.2 % 안에서 같습니다',
  '{count} {count|line was|lines were} rejected, first {where}; `{command}` lists {count|it|them}':
    '{count}행이 거부되었습니다. 첫 행은 {where}. `{command}`에서 행마다 볼 수 있습니다',
  '{count} {count|line was|lines were} rejected, first {where}; `{command}` lists those of this file':
    '{count}행이 거부되었습니다. 첫 행은 {where}. `{command}`에서 이 파일의 행을 볼 수 있습니다',
  '{count} more {count|line is|lines are} not shown: `tollbook query rejected_lines LOG` lists up to 1,000 of a file':
    '{count}행은 생략했습니다. `tollbook query rejected_lines LOG`에서 파일마다 1,000행까지 볼 수 있습니다',
  'the newest call of this ledger is of {newest}, before the last day of {month}: if the month is not over, or logs are missing, run `tollbook close {month} --reopen REASON` and close it again later':
    '이 원장의 마지막 호출은 {newest}이며 {month}의 마지막 날보다 앞입니다. 달이 끝나지 않았거나 빠진 로그가 있으면 `tollbook close {month} --reopen REASON`으로 다시 열고 나중에 마감하세요',
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
  '{month} as it was closed, not scaled': '{month}, 마감된 그대로, 환산하지 않음',
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
