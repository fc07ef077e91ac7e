import type { Message } from '../i18n/reader.ts';

export const doubtWords = {
  waits: {
    en: 'Most of this catalog vanished in the check of {moment}. Nothing is shown as removed until a second check confirms it.',
    ru: 'При проверке {moment} исчезла большая часть каталога. Пока это не подтвердит вторая проверка, ничего не показано как убранное.',
    tr: '{moment} kontrolünde bu kataloğun çoğu kayboldu. İkinci bir kontrol doğrulayana dek hiçbir şey kaldırılmış gösterilmez.',
    id: 'Sebagian besar katalog ini hilang pada pemeriksaan {moment}. Tidak ada yang ditampilkan sebagai dihapus sampai pemeriksaan kedua memastikannya.',
    'pt-BR':
      'A maior parte deste catálogo sumiu na verificação de {moment}. Nada aparece como removido até que uma segunda verificação confirme.',
    es: 'La mayor parte de este catálogo desapareció en la comprobación de {moment}. Nada se muestra como retirado hasta que una segunda comprobación lo confirme.',
    ar: 'اختفى معظم هذا الكتالوج في فحص {moment}. لا يُعرض شيء على أنه أُزيل حتى يؤكده فحص ثانٍ.',
  },
  held: {
    en: 'Most of this catalog vanished in the check of {moment}. Nothing is shown as removed: the operator has yet to confirm it.',
    ru: 'При проверке {moment} исчезла большая часть каталога. Ничего не показано как убранное: это должен подтвердить оператор.',
    tr: '{moment} kontrolünde bu kataloğun çoğu kayboldu. Hiçbir şey kaldırılmış gösterilmez: işletmecinin onayı bekleniyor.',
    id: 'Sebagian besar katalog ini hilang pada pemeriksaan {moment}. Tidak ada yang ditampilkan sebagai dihapus: operator belum memastikannya.',
    'pt-BR':
      'A maior parte deste catálogo sumiu na verificação de {moment}. Nada aparece como removido: falta a confirmação do operador.',
    es: 'La mayor parte de este catálogo desapareció en la comprobación de {moment}. Nada se muestra como retirado: falta que el operador lo confirme.',
    ar: 'اختفى معظم هذا الكتالوج في فحص {moment}. لا يُعرض شيء على أنه أُزيل: لم يؤكده المشغّل بعد.',
  },
  confirm: {
    en: 'Confirm: they are gone',
    ru: 'Подтвердить: их больше нет',
    tr: 'Onayla: artık yoklar',
    id: 'Pastikan: memang hilang',
    'pt-BR': 'Confirmar: não existem mais',
    es: 'Confirmar: ya no están',
    ar: 'تأكيد: لم تعد موجودة',
  },
  hold: {
    en: 'Reject: keep showing them',
    ru: 'Отклонить: показывать дальше',
    tr: 'Reddet: göstermeye devam et',
    id: 'Tolak: tetap tampilkan',
    'pt-BR': 'Rejeitar: continuar mostrando',
    es: 'Rechazar: seguir mostrándolos',
    ar: 'رفض: استمر في عرضها',
  },
} satisfies Record<string, Message>;
