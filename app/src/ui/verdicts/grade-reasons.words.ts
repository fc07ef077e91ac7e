/** Why an API that answers has its grade. */
import { GRADE_REASONS, type GradeReason } from 'smmwatch';
import type { Message } from '../../i18n/reader.ts';
import { withEnglish } from '../../i18n/with-english.ts';

export const gradeReasonWords: Readonly<Record<GradeReason, Message>> = withEnglish(
  (code) => GRADE_REASONS[code],
  {
    as_the_standard: {
      ru: 'На оба действия получен ответ, какого требует стандарт.',
      tr: 'İki eyleme de standardın dediği gibi yanıt veriliyor.',
      id: 'Kedua aksi dijawab seperti kata standar.',
      'pt-BR': 'As duas ações são respondidas como o padrão manda.',
      es: 'Las dos acciones se responden como dice el estándar.',
      ar: 'يُجاب عن الإجراءين كما ينص المعيار.',
    },
    harmless: {
      ru: 'На оба действия получен ответ; отличия от стандарта безвредны.',
      tr: 'İki eyleme de yanıt veriliyor; standarttan farkları zararsız.',
      id: 'Kedua aksi dijawab; perbedaannya dari standar tidak merugikan.',
      'pt-BR': 'As duas ações são respondidas; onde diferem do padrão, não há prejuízo.',
      es: 'Las dos acciones se responden; donde difieren del estándar no hay perjuicio.',
      ar: 'يُجاب عن الإجراءين؛ وما يختلف عن المعيار لا ضرر فيه.',
    },
    misleading: {
      ru: 'На оба действия получен ответ; что-то в ответах может ввести в заблуждение.',
      tr: 'İki eyleme de yanıt veriliyor; yanıtlardaki bir şey okuru yanıltabilir.',
      id: 'Kedua aksi dijawab; ada isi balasan yang bisa menyesatkan pembaca.',
      'pt-BR': 'As duas ações são respondidas; algo nas respostas pode enganar quem lê.',
      es: 'Las dos acciones se responden; algo en las respuestas puede confundir a quien lee.',
      ar: 'يُجاب عن الإجراءين؛ لكن شيئًا في الردود قد يضلّل القارئ.',
    },
    lost_in_few: {
      ru: 'Кое-что теряется — не более чем в одной строке из десяти.',
      tr: 'En fazla on satırın birinde bir şey kayboluyor.',
      id: 'Ada yang hilang, paling banyak di satu dari sepuluh baris.',
      'pt-BR': 'Algo se perde, em no máximo uma linha de cada dez.',
      es: 'Algo se pierde, como mucho en una fila de cada diez.',
      ar: 'يضيع شيء، في صف من كل عشرة على الأكثر.',
    },
    lost_throughout: {
      ru: 'Кое-что теряется везде или более чем в одной строке из десяти.',
      tr: 'Her yerde ya da on satırın birden fazlasında bir şey kayboluyor.',
      id: 'Ada yang hilang di semuanya, atau di lebih dari satu dari sepuluh baris.',
      'pt-BR': 'Algo se perde em tudo, ou em mais de uma linha de cada dez.',
      es: 'Algo se pierde en todas partes, o en más de una fila de cada diez.',
      ar: 'يضيع شيء في كل الصفوف، أو في أكثر من صف من كل عشرة.',
    },
  },
);
