/**
 * Korean: usage, loading and prices, and why lines hold no call.
 */
import type { Language } from '../language.js';

export const LOADING: Language['said'] = {
  // usage, loading, prices
  '{folder}: {count} {count|file was|files were} passed over, whose names are not those of logs ({endings}); what is a log is read when it is named':
    '{folder}: 로그 이름이 아닌 파일 {count}개를 건너뛰었습니다({endings}). 로그라면 파일 이름을 직접 지정하면 읽습니다',
  'what was loaded as {file} is in no file any more; the ledger keeps its calls as {kept}':
    '{file}(으)로 적재한 내용은 이제 어느 파일에도 없습니다. 원장은 그 호출을 {kept}(으)로 보관합니다',
  '{file}: its last record, from line {line} on, is unfinished and left for the next load':
    '{file}: {line}행부터인 마지막 레코드가 끝나지 않아 다음 적재 때 읽습니다',
  '{file}: its last row, line {line}, has no line end: it is counted as it stands, and read again when the file has grown':
    '{file}: 마지막 행({line}행)에 줄 끝이 없어 있는 그대로 세고, 파일이 늘어나면 다시 읽습니다',
  '{file}: token counts only grow within {count} {count|session|sessions}, as totals so far do, and are added up as if each line said what one call used. If they are totals, count them with: {command} (--cumulative none ends this note)':
    '{file}: 세션 {count}개에서 토큰 수가 누적값처럼 늘기만 하는데, 행마다 한 호출의 사용량인 것으로 더했습니다. 누적값이라면 다음으로 세세요: {command} (--cumulative none이면 이 알림을 끕니다)',
  'the prompts of {seen} of {calls} calls were looked at for what has the shape of personal data: a hint, no proof, and nothing of them is kept; in a ledger they are looked at by tollbook load --scan-pii':
    '호출 {calls}건 중 {seen}건의 프롬프트에서 개인정보 모양을 찾았습니다. 증거가 아니라 힌트이며 내용은 보관하지 않습니다. 원장에서는 tollbook load --scan-pii가 찾습니다',
  'the prompts of {seen} of {calls} calls were looked at for what has the shape of personal data: a hint, no proof, and nothing of them is kept':
    '호출 {calls}건 중 {seen}건의 프롬프트에서 개인정보 모양을 찾았습니다. 증거가 아니라 힌트이며 내용은 보관하지 않습니다',
  '{count} {count|gap|gaps}: calls in it would have no price': '공백 {count}개: 그 기간의 호출에는 가격이 없습니다',
  '{count} {count|disagreement|disagreements}: the layer named first is the one in force':
    '불일치 {count}개: 먼저 적힌 계층이 적용됩니다',
  '{count} {count|difference|differences} between the price lists that come with tollbook {count|is|are} not shown: the catalog is in force over the bundled list; --builtin shows {count|it|them}':
    'tollbook에 든 가격 목록끼리 다른 {count}곳은 생략했습니다. 카탈로그가 번들 목록보다 우선합니다. --builtin으로 볼 수 있습니다',
  'Where several hold, the last price counts and every × is applied':
    '여러 조건이 맞으면 마지막 가격을 쓰고 ×는 모두 곱합니다',
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
  'not valid JSON: it holds NUL bytes': '올바른 JSON이 아님: NUL 바이트가 있음',
  'not valid JSON: it is not UTF-8 text': '올바른 JSON이 아님: UTF-8이 아님',
  'not valid JSON: the line is cut short': '올바른 JSON이 아님: 행이 잘림',
  'not valid JSON: something follows the object': '올바른 JSON이 아님: 객체 뒤에 다른 것이 있음',
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
};
